import { expect, test } from 'vitest';
import { gatherOrderWords } from '../../../../src/domain/flow/order-words.ts';
import { judgeText, likedWords } from '../../../../src/domain/sms/judge-text.ts';
import { script } from '../flow/shipped.ts';

const words = gatherOrderWords(script.prompts.values());

test.each([
  ['👍', 'courtesy'],
  ['👍🏽👍🏽', 'courtesy'],
  ['❤️ 🙏', 'courtesy'],
  [':-)', 'courtesy'],
  ['Danke! 😊', 'courtesy'],
  ['Danke ❤️', 'courtesy'],
  ['☺️ Merci ✔️', 'courtesy'],
  ['Merci ;)', 'courtesy'],
  ['👎', 'words'],
  ['😡😡', 'words'],
  ['👍👎', 'words'],
  ['🆘', 'words'],
  [':-(', 'words'],
  ['👎 4711', 'words'],
  ['4711 😡', 'words'],
  ['4711 👍', 'number'],
  ['n° 4711', 'number'],
  [":'(", 'words'],
  ['Danke 👎', 'words'],
  ['Danke ☹️', 'words'],
  ['Danke :(', 'words'],
  ['…', 'nothing'],
  ['', 'nothing'],
])('%j is %s: a picture that does not thank is for people to read', (text, kind) => {
  expect(judgeText(text, words)).toBe(kind);
});

test.each([
  ['Liked “Your ticket 4711 …”', 'Your ticket 4711'],
  ['Loved "Your ticket 4711"', 'Your ticket 4711'],
  ['Gefällt mir: „Ihr Ticket 4711: „hoch“.“', 'Ihr Ticket 4711: „hoch“.'],
  ['👍 zu „Ihr Ticket“', 'Ihr Ticket'],
  ['❤️ to “Your ticket”', 'Your ticket'],
  ['A aimé « Votre ticket »', 'Votre ticket'],
  ['Disliked “Your ticket”', null],
  ['Questioned “Your ticket”', null],
  ['👎 to “Your ticket”', null],
  ['Liked Your ticket', null],
  ['Liked “Your ticket” but it is still down', null],
  ['I liked “Your ticket”', null],
  ['„Ihr Ticket“', null],
])('%j likes %j', (text, quoted) => {
  expect(likedWords(text, words)).toBe(quoted);
});

test.each([
  ['Liked “', 'x', null],
  ['Liked', '“x”', 'x'],
  ['Liked “ x', '” y', null],
  ['„x', '… y', null],
  ['', '', null],
])('a text as long as any that is blank between %j and %j is judged at once', (before, after, quoted) => {
  expect(likedWords(`${before}${' '.repeat(1_590)}${after}`, words)).toBe(quoted);
});

test('what a phone answers at the wheel is automatic', () => {
  const text = 'I’m driving with Do Not Disturb While Driving turned on. I’ll see your message later.';
  expect(judgeText(text, words)).toBe('automatic');
});

test.each([
  ['OK', 'courtesy'],
  ['Okay!!', 'courtesy'],
  ['ok, alles klar, danke', 'courtesy'],
  ['Sehr gut 👍', 'courtesy'],
  ['C’est bon, merci', 'courtesy'],
  ['bien reçu', 'courtesy'],
  ['sounds good', 'courtesy'],
  ['ok?', 'words'],
  ['OK 😡', 'words'],
  ['nicht ok', 'words'],
  ['ok aber es klemmt', 'words'],
  ['passt nicht', 'words'],
  ['sounds', 'words'],
  ['ok 2', 'words'],
])('%j is %s: an OK is for nobody to read', (text, kind) => {
  expect(judgeText(text, words)).toBe(kind);
});
