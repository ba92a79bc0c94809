import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Facts } from '../../../../src/domain/flow/facts.ts';
import { loadScript, readScript, restoreScript } from '../../../../src/domain/flow-files/load.ts';
import { checkSize } from '../../../../src/telephony/twilio/check-twiml-size.ts';

const FACTS: Facts = {
  actions: {
    look: {
      outcomes: { found: { tells: ['ticket', 'respond-by', 'zone'], gives: 'ticket' }, missing: {} },
    },
    rescue: { outcomes: { done: {} } },
    wait: { outcomes: { more: { bounded: true }, enough: {} } },
    'identify-caller': { outcomes: { contact: {} } },
    'open-ticket': { outcomes: { opened: { gives: 'ticket' } } },
  },
  legs: { small: { tells: [] } },
  messages: ['ticket', 'at'],
};
const RULES = { facts: FACTS, checkSize };

const FLOW = `flow: small
initial-state: look
hang-up: rescue
states:
  look:
    type: run
    action: look
    transitions: { found: menu, missing: { to: number, say: greeting, retry: true } }
  number:
    type: collect
    say: number
    digits: { min: 3, max: 6 }
    next: look
    give-up: goodbye
  menu:
    type: menu
    say: menu
    keys:
      1: number
      2: { to: number, retry: true }
    give-up: goodbye
  goodbye: { type: end, say: goodbye, empty-handed: true }
`;

const prompts = (language: string, key: string) => `language: ${language}
name: ${language}
locale: ${language}
voice: Voice
key: "${key}"
formats: { when: "cccc", short-when: "ccc" }
say:
  no-input: a
  no-match: b
  no-match-digits: b
  one-moment: c
  apology: d
  apology-record: e
  greeting: Hello
  number: Number
  menu: Ticket {ticket:digits}. Again, 1. Retry, 2.
  goodbye: Bye
sms:
  opened: "Ticket {ticket} by {at:when}"
choices: {}
orders:
  acknowledge: [a, take]
  connect: [c]
  pass-on: [p]
  answered: [d, done]
  progress: [f]
  open: ["?"]
  "yes": [y, "yes"]
  "no": [n, "no"]
  fillers: [ticket, "no"]
  courtesies: [please]
  doubts: [not, "no"]
  closings: [kind regards]
  footers: [sent from *]
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flows-'));
  mkdirSync(join(folder, 'prompts'));
  write('small.yaml', FLOW);
  write('prompts/de.yaml', prompts('de', '1'));
  write('prompts/en.yaml', prompts('en', '2'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

/** The faults after one change to a file, as `file:line message`. */
function faultsAfter(file: string, from: string | RegExp, to: string): string[] {
  const text = file === 'small.yaml' ? FLOW : prompts('en', '2');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  write(file, changed);
  const { faults } = readScript(folder, RULES);
  return faults.map((fault) => `${fault.file.slice(folder.length + 1)}:${fault.line} ${fault.message}`);
}

test('a flow without a fault is loaded', () => {
  const script = loadScript(folder, RULES);
  expect([...script.flows.keys()]).toEqual(['small']);
  expect(script.languages).toEqual([
    { language: 'de', key: '1' },
    { language: 'en', key: '2' },
  ]);
});

test.each([
  [
    'an initial state that is not there',
    'initial-state: look',
    'initial-state: lok',
    'small.yaml:2 there is no state lok',
  ],
  ['a key that leads nowhere', '1: number', '1: nowhere', 'small.yaml:19 there is no state nowhere'],
  [
    'a name that every object answers to by itself',
    'say: menu',
    'say: constructor',
    'small.yaml:17 states.menu.say: "constructor" is a word of JavaScript\'s own; take another name',
  ],
  ['an unknown action', 'action: look', 'action: lok', 'small.yaml:7 there is no action lok'],
  [
    'an unknown action at the hang-up',
    'hang-up: rescue',
    'hang-up: resque',
    'small.yaml:3 there is no action resque',
  ],
  [
    'an outcome without a way on',
    'found: menu, ',
    '',
    'small.yaml:8 the outcome found of look leads nowhere',
  ],
  [
    'an outcome that never comes',
    'found: menu',
    'found: menu, gone: menu',
    'small.yaml:8 look never has the outcome gone',
  ],
  [
    'a state nobody comes to',
    '  goodbye:',
    '  island: { type: end, say: goodbye }\n  goodbye:',
    'small.yaml:22 the state island is never reached',
  ],
  ['a question without words', 'say: menu', 'say: menue', 'small.yaml:17 the prompt menue is missing in de'],
  [
    'words on the way that are not there',
    'say: greeting',
    'say: greet',
    'small.yaml:8 the prompt greet is missing in en',
  ],
  [
    'a retry that is not counted',
    '{ to: number, retry: true }',
    '{ to: goodbye, retry: true }',
    'small.yaml:20 goodbye counts no retries',
  ],
  ['digits nobody can key', 'min: 3', 'min: 7', 'small.yaml:12 no number of digits suits number'],
  ['two meanings of one key', '2: { to', '1: { to', 'small.yaml:20 This key was given before'],
  ['a key with two digits', '2: { to', '12: { to', 'small.yaml:20 '],
  ['a question without a way on in silence', '    give-up: goodbye\n  goodbye', '  goodbye', 'small.yaml:'],
  ['a word nobody knows', 'say: menu', 'say: menu\n    sya: menu', 'small.yaml:'],
  ['no YAML at all', 'states:', 'states: [', 'small.yaml:'],
])('%s is found where it stands', (_what, from, to, expected) => {
  const found = faultsAfter('small.yaml', from, to);
  expect(found).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
});

test('a silent caller who would go round is found', () => {
  const looping = FLOW.replace(
    '    next: look\n    give-up: goodbye',
    '    next: look\n    give-up: menu',
  ).replace('retry: true }\n    give-up: goodbye', 'retry: true }\n    give-up: number');
  write('small.yaml', looping);
  const { faults } = readScript(folder, RULES);
  expect(faults.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      'a silent caller goes round in a loop through number',
      'a silent caller goes round in a loop through menu',
    ]),
  );
});

test('a call that could never end is found, in every state it could not end from', () => {
  const endless = FLOW.replaceAll('give-up: goodbye', 'give-up: menu').replace(
    '  goodbye: { type: end, say: goodbye, empty-handed: true }\n',
    '',
  );
  write('small.yaml', endless);
  const messages = readScript(folder, RULES).faults.map(({ message }) => message);
  for (const state of ['look', 'number', 'menu'])
    expect(messages).toContain(`from the state ${state} the call can never end`);
});

test.each([
  [
    'a format nobody knows',
    '{ticket:digits}',
    '{ticket:figures}',
    'prompts/en.yaml:16 {ticket:figures} has a format nobody knows',
  ],
  [
    'a format that every object answers to by itself',
    '{ticket:digits}',
    '{ticket:constructor}',
    'prompts/en.yaml:16 {ticket:constructor} has a format nobody knows',
  ],
  [
    'a value in capitals',
    '{ticket:digits}',
    '{Ticket}',
    'prompts/en.yaml:16 {Ticket} is no placeholder, and would be said as it stands',
  ],
  [
    'a format as programs write it',
    '{ticket:digits}',
    '{ticket:toString}',
    'prompts/en.yaml:16 {ticket:toString} is no placeholder, and would be said as it stands',
  ],
  [
    'braces twice',
    '{ticket:digits}',
    '{{ticket}}',
    'prompts/en.yaml:16 {{ticket}} is no placeholder, and would be said as it stands',
  ],
  [
    'a brace that is not closed, in an SMS',
    'Ticket {ticket} by',
    'Ticket {ticket by',
    'prompts/en.yaml:19 {ticket by is no placeholder, and would be said as it stands',
  ],
  [
    'a brace that is not opened, in an SMS',
    'Ticket {ticket} by',
    'Ticket {ticket}} by',
    'prompts/en.yaml:19 {ticket}} is no placeholder, and would be said as it stands',
  ],
  [
    'a value where none is filled in',
    'choices: {}',
    'choices: { severity: { 1: "critical {ticket}" } }',
    'prompts/en.yaml:20 {ticket} would be said as it stands: no value is filled in here',
  ],
  [
    'a name that would be lost',
    'choices: {}',
    'choices: { severity: { 1: critical }, __proto__: { 2: high } }',
    'prompts/en.yaml:20 The name __proto__ cannot be used, and what stands under it would be lost.',
  ],
  [
    'a locale as other systems write it',
    'locale: en\n',
    'locale: en_GB\n',
    'prompts/en.yaml:3 locale: write a language and a country, like de-DE',
  ],
  [
    'an SMS that one language lacks',
    'sms:\n  opened: "Ticket {ticket} by {at:when}"',
    'sms: {}',
    'prompts/en.yaml:18 the SMS text opened is missing in en',
  ],
  [
    'what the engine says by itself',
    '  one-moment: c\n',
    '',
    'prompts/en.yaml:7 the prompt one-moment is missing in en',
  ],
  [
    'a prompt that one language lacks',
    '  greeting: Hello\n',
    '',
    'small.yaml:8 the prompt greeting is missing in en',
  ],
  [
    'a value that one language does not tell',
    'Ticket {ticket:digits}',
    'Ticket',
    'prompts/en.yaml:16 say.menu tells {ticket} in another language, not in en',
  ],
  [
    'a key that chooses two languages',
    'key: "2"',
    'key: "1"',
    'prompts/en.yaml:5 en has the key or the tag of de',
  ],
  [
    'a tag that is there already',
    'language: en',
    'language: de',
    'prompts/en.yaml:5 de has the key or the tag of de',
  ],
])('%s is found where it stands', (_what, from, to, expected) => {
  expect(faultsAfter('prompts/en.yaml', from, to)).toContain(expected);
});

test.each([
  [
    'two orders in one language',
    'pass-on: [p]',
    'pass-on: [p, Take]',
    24,
    'Take means pass-on, and acknowledge in',
    22,
  ],
  [
    'an answer, and an order elsewhere',
    '"yes": [y, "yes"]',
    '"yes": [y, d]',
    28,
    'd means yes, and answered in',
    25,
  ],
  [
    'a filler that is an order',
    'fillers: [ticket, "no"]',
    'fillers: [p]',
    30,
    'p means fillers, and pass-on in',
    24,
  ],
  [
    'a courtesy that is a doubt',
    'doubts: [not, "no"]',
    'doubts: [please]',
    32,
    'please means doubts, and courtesies in',
    31,
  ],
])(
  'a word that means two things is found where it stands: %s',
  (_what, from, to, line, message, firstLine) => {
    const [fault = ''] = faultsAfter('prompts/en.yaml', from, to);
    expect(fault).toContain(`prompts/en.yaml:${line} ${message} ${folder}`);
    expect(fault).toMatch(new RegExp(`prompts/(de|en)\\.yaml:${firstLine}$`));
  },
);

test('a word that opts out of SMS is no order, and a language names its words', () => {
  expect(faultsAfter('prompts/en.yaml', 'answered: [d, done]', 'answered: [d, End]')).toEqual([
    'prompts/en.yaml:25 End means answered, but opts out of SMS or back in',
  ]);
  expect(faultsAfter('prompts/en.yaml', /orders:[\s\S]*$/, '')).toEqual([
    'prompts/en.yaml:1 no words of SMS are named in en',
  ]);
});

test('flows that were kept by a version without words of SMS can still be read', () => {
  const { files } = readScript(folder, RULES);
  const before = Object.entries(files).map(([name, text]) => [name, text.replace(/orders:[\s\S]*$/, '')]);
  expect(restoreScript(Object.fromEntries(before)).prompts.size).toBe(2);
});

test('a text of ours that a folder is too old to have is sent as shipped, in English where we have no such language', () => {
  write('prompts/it.yaml', prompts('it', '3'));
  const { prompts: read } = loadScript(folder, RULES);
  const failed = [...read.values()].map(({ sms }) => sms['drill-failed']);
  expect(failed[0]).toContain('Unsere Probeanrufe');
  expect(failed[1]).toContain('our drill calls');
  expect(failed[2]).toBe(failed[1]);
  expect(read.get('de')?.choices.fault).toMatchObject({ 'not-rung': 'bei uns klingelte es nicht' });
  expect(read.get('de')?.sms.opened).toBe('Ticket {ticket} by {at:when}');
});

test.each(['[]', '[one two three four five six]', '["two  words"]', '["4711"]', '[""]', '[a-b]'])(
  '%s are no words',
  (words) => {
    const faults = faultsAfter('prompts/en.yaml', 'connect: [c]', `connect: ${words}`);
    expect(faults).toEqual([expect.stringContaining('prompts/en.yaml:23 orders.connect')]);
  },
);

test('all faults are told at once, and the start is refused with each of them', () => {
  write('small.yaml', FLOW.replace('action: look', 'action: lok').replace('say: menu', 'say: menue'));
  expect(() => loadScript(folder, RULES)).toThrow(/3 fault\(s\)[\s\S]*small\.yaml:7[\s\S]*small\.yaml:17/);
});

test('a folder that is not there is told so', () => {
  expect(() => loadScript(join(folder, 'elsewhere'), RULES)).toThrow(/cannot be read/);
});
