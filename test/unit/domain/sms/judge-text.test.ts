import { expect, test } from 'vitest';
import { gatherOrderWords } from '../../../../src/domain/flow/order-words.ts';
import { judgeText } from '../../../../src/domain/sms/judge-text.ts';
import { script } from '../flow/shipped.ts';

const words = gatherOrderWords(script.prompts.values());

test.each([
  ['👍', 'courtesy'],
  ['👍🏽👍🏽', 'courtesy'],
  ['❤️ 🙏', 'courtesy'],
  [':-)', 'courtesy'],
  ['Danke! 😊', 'courtesy'],
  ['Merci ;)', 'courtesy'],
  ['👎', 'words'],
  ['😡😡', 'words'],
  ['👍👎', 'words'],
  ['🆘', 'words'],
  [':-(', 'words'],
  [":'(", 'words'],
  ['Danke 👎', 'words'],
  ['Danke :(', 'words'],
  ['…', 'nothing'],
  ['', 'nothing'],
])('%j is %s: a picture that does not thank is for people to read', (text, kind) => {
  expect(judgeText(text, words)).toBe(kind);
});
