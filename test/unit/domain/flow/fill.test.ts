import { expect, test } from 'vitest';
import { fill } from '../../../../src/domain/flow/fill.ts';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';

const german: Prompts = {
  language: 'de',
  name: 'Deutsch',
  locale: 'de-DE',
  voice: 'Polly.Vicki',
  key: '1',
  formats: { when: "cccc, d. LLLL, 'um' H:mm 'Uhr'", 'short-when': 'ccc d.L. HH:mm' },
  say: {},
  sms: {},
  choices: { status: { open: 'offen' } },
};

test.each([
  ['digits, one by one', '{ticket:digits}', { ticket: '4711' }, '4 7 1 1'],
  ['a phone number without its plus', '{n:digits}', { n: '+49 30 1' }, '4 9 3 0 1'],
  [
    'an instant in the zone of the calendar',
    '{at:when}',
    { at: '2026-11-23T09:30:00Z', zone: 'Europe/Berlin' },
    'Montag, 23. November, um 10:30 Uhr',
  ],
  [
    'a promise that can be kept',
    'Wir melden uns {at:short-due:bis #|so bald wie möglich}.',
    { at: '2026-11-23T09:30:00Z', now: '2026-11-23T09:29:59Z', zone: 'Europe/Berlin' },
    'Wir melden uns bis Mo 23.11. 10:30.',
  ],
  ...['short-due', 'due'].map((format): [string, string, Record<string, string>, string] => [
    `no promise once its time has come: ${format}`,
    `Wir melden uns {at:${format}:bis #|so bald wie möglich}.`,
    { at: '2026-11-23T09:30:00Z', now: '2026-11-23T09:30:00.000Z', zone: 'Europe/Berlin' },
    'Wir melden uns so bald wie möglich.',
  ]),
  [
    'a promise, where nobody knows the time',
    '{at:due:spätestens #|sofort}',
    { at: '2026-11-23T09:30:00Z', zone: 'Europe/Berlin' },
    'spätestens Montag, 23. November, um 10:30 Uhr',
  ],
  ['a word for a value', '{status:choice}', { status: 'open' }, 'offen'],
  ['a value nobody knows is left out', 'Hallo {name}, bitte', {}, 'Hallo , bitte'],
  [
    'a name that ends with a full stop',
    'Mit {name}. Danke',
    { name: 'Northwind Ltd.' },
    'Mit Northwind Ltd. Danke',
  ],
  ['a name that asks', 'Mit {name}. Danke', { name: 'Wer kennt wen?' }, 'Mit Wer kennt wen? Danke'],
  ['a name that was cut', 'Mit {name}. Danke', { name: 'Northwind Inst...' }, 'Mit Northwind Inst... Danke'],
  ['a quoted sentence', 'Kunde: »{note}«. Danke', { note: 'Hilfe!' }, 'Kunde: »Hilfe!« Danke'],
  [
    'a name behind which nothing else is said',
    '{name}{more:with: (#)}{note:with:: »#«}. Danke',
    { name: 'Northwind Ltd.', more: '', note: '' },
    'Northwind Ltd. Danke',
  ],
  [
    'the last of what is told with it',
    '{name}{note:with: Schon versucht: #.} Danke',
    { name: 'X', note: 'Anna, Ben jr.' },
    'X Schon versucht: Anna, Ben jr. Danke',
  ],
  [
    'dots of a value are its own',
    'Siehe {name}.',
    { name: '../etc, a?.b, Ltd..' },
    'Siehe ../etc, a?.b, Ltd..',
  ],
  [
    'a full stop in a sentence',
    'Frage an {name}, bitte',
    { name: 'Northwind Ltd.' },
    'Frage an Northwind Ltd., bitte',
  ],
  ['control characters and lone surrogates', '{name}', { name: 'A\u0000B\ud800C' }, 'A B C'],
])('%s', (_what, text, vars, expected) => {
  expect(fill(text, german, vars)).toBe(expected);
});

test('a value that has no words of its own in a folder of before is told as it was then', () => {
  const prompts = { ...german, choices: { status: { answered: 'beantwortet' } } };
  expect(fill('Es ist {status:choice}.', prompts, { status: 'facts-requested' })).toBe('Es ist beantwortet.');
  expect(fill('Es ist {status:choice}.', prompts, { status: 'nowhere' })).toBe('Es ist nowhere.');
});
