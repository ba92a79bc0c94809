import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FLOW_RULES } from '../../../../src/app/flow-rules.ts';
import { offeredKeys } from '../../../../src/domain/flow/check/check-offered-keys.ts';
import { loadScript, readScript, SHIPPED_FLOWS } from '../../../../src/domain/flow-files/load.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flows-'));
  cpSync(SHIPPED_FLOWS, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One change to the flows as they ship. */
function change(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

/** What the checker says of the changed flows, as `file message`, each with a line. */
function faults(): string[] {
  const found = readScript(folder, FLOW_RULES).faults;
  for (const { line, file } of found) if (file !== folder) expect(line).toBeGreaterThan(0);
  return found.map(({ file, message }) => `${file.slice(folder.length + 1)} ${message}`);
}

test('the flows as they ship have no fault', () => {
  expect(faults()).toEqual([]);
});

describe('one change to the shipped flows is found:', () => {
  test.each([
    [
      'a wrong PIN that is no longer counted',
      'caller.yaml',
      'wrong: { to: pin, say: pin-wrong, retry: true }',
      'wrong: { to: pin, say: pin-wrong }',
      'caller.yaml a caller who only answers wrongly goes round in a loop through pin',
    ],
    [
      'a wait after wrong PINs that counts no try',
      'caller.yaml',
      'next: { to: pin, retry: true }',
      'next: pin',
      'caller.yaml a caller who only answers wrongly goes round in a loop through pin',
    ],
    [
      'a customer number that is registered and cannot be keyed in',
      'caller.yaml',
      'digits: { min: 1, max: 15 }',
      'digits: { min: 3, max: 12 }',
      'caller.yaml customer-number takes 3 to 12 digits, but customer-number may have 1 to 15',
    ],
    [
      'a PIN of before that cannot be keyed in',
      'caller.yaml',
      'digits: { min: 4, max: 10 }',
      'digits: { min: 6, max: 10 }',
      'caller.yaml pin takes 6 to 10 digits, but pin may have 4 to 10',
    ],
    [
      'a silent caller led back to the menu',
      'caller.yaml',
      'transitions: { rescued: rescued, nothing: goodbye }',
      'transitions: { rescued: rescued, nothing: menu }',
      'caller.yaml a silent caller goes round in a loop through menu',
    ],
    [
      'a value that is not known on one of the ways',
      'prompts/de.yaml',
      'goodbye: Auf Wiederhören.',
      'goodbye: Ticket {ticket}. Auf Wiederhören.',
      'caller.yaml the prompt goodbye says {ticket}, which is not known here on every way',
    ],
    [
      'a typing error in a value',
      'prompts/fr.yaml',
      'Votre numéro de ticket est {ticket:digits}. Un spécialiste',
      'Votre numéro de ticket est {tiket:digits}. Un spécialiste',
      'caller.yaml the prompt hold says {tiket}, which is not known here on every way',
    ],
    [
      'an instant without a clock',
      'prompts/en.yaml',
      'welcome: Welcome to the priority hotline.',
      'welcome: It is {call-time:when}.',
      'caller.yaml the prompt welcome says {zone}, which is not known here on every way',
    ],
    [
      'a text that offers a key nobody takes',
      'prompts/en.yaml',
      'Your technical account manager, 4.',
      'Your technical account manager, 5.',
      'caller.yaml in en, menu offers the key 5, which it does not take',
    ],
    [
      'a key that a text does not tell',
      'prompts/en.yaml',
      'Your technical account manager, 4.',
      'Your technical account manager, 5.',
      'caller.yaml in en, menu does not tell the key 4, which it takes',
    ],
    [
      'a language that tells the key of another',
      'prompts/fr.yaml',
      'Pour le français, tapez 3.',
      'Pour le français, tapez 2.',
      'caller.yaml in fr, language offers the key 2, which it does not take',
    ],
    [
      'an emergency that is taken without a ticket',
      'caller.yaml',
      '2: { to: open-unverified, set: { kind: problem, severity: "1" } }',
      '2: promised',
      'caller.yaml there is no state promised',
    ],
    [
      'an end with empty hands that nobody meant',
      'caller.yaml',
      'missed: { type: end, say: missed, empty-handed: true }',
      'missed: { type: end, say: missed }',
      'caller.yaml a call may end at missed with neither ticket nor person nor message',
    ],
    [
      'a recording that is not there',
      'prompts/fr.yaml',
      'welcome: Bienvenue à la hotline prioritaire.',
      'welcome: [{ audio: bienvenue.mp3 }, Bienvenue.]',
      'prompts/fr.yaml the recording bienvenue.mp3 of welcome is not there',
    ],
    [
      'a speech mark nobody knows',
      'prompts/en.yaml',
      'welcome: Welcome to',
      'welcome: Welcome <b>to</b>',
      'prompts/en.yaml say.welcome has the mark <b>; there are break, emphasis, lang, phoneme, prosody, say-as',
    ],
    [
      'a value that no SMS knows',
      'prompts/de.yaml',
      'sms:\n  ticket-opened: "Ihr Ticket {ticket}:',
      'sms:\n  ticket-opened: "Ihr Tiket {tiket} {ticket}:',
      'prompts/de.yaml sms.ticket-opened tells {tiket}, which no SMS knows',
    ],
    [
      'an apology with a value',
      'prompts/de.yaml',
      'one-moment: Einen Moment bitte.',
      'one-moment: Einen Moment bitte, {contact-name}.',
      'prompts/de.yaml say.one-moment tells {contact-name}, but is said when nothing is known',
    ],
    [
      'a text longer than the carrier takes',
      'prompts/en.yaml',
      'goodbye: Goodbye.',
      `goodbye: ${'Goodbye. '.repeat(8_000)}`,
      'caller.yaml goodbye says more in en than the carrier takes',
    ],
    [
      'a way to help that got longer than its budget',
      'prompts/fr.yaml',
      'Tapez votre code PIN, puis dièse.',
      'Tapez votre code PIN, que vous trouvez dans votre contrat, en haut à droite, puis dièse.',
      'caller.yaml in fr the way to a critical ticket takes',
    ],
    [
      'one question more than its budget',
      'caller.yaml',
      'budgets: { answers: 4,',
      'budgets: { answers: 3,',
      'caller.yaml in de the way to a critical ticket takes 4 answers, more than 3',
    ],
    [
      'a budget for a way that is not there',
      'callback.yaml',
      'hang-up: customer-hung-up\n',
      'hang-up: customer-hung-up\nbudgets: { answers: 4 }\n',
      'callback.yaml in en nothing leads a known number to a critical ticket',
    ],
  ])('%s', (_what, file, from, to, expected) => {
    change(file, from, to);
    expect(faults()).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
  });

  test('a state from which there is no help', () => {
    change(
      'caller.yaml',
      '  # --- Ends ---',
      '  island:\n    type: menu\n    say: menu\n    keys: { 1: goodbye, 2: goodbye, 3: goodbye, 4: goodbye }\n    give-up: goodbye\n\n  # --- Ends ---',
    );
    change(
      'caller.yaml',
      '9: { to: language, say: welcome } }\n    give-up: goodbye',
      '9: island }\n    give-up: goodbye',
    );
    expect(faults()).not.toContain(
      'caller.yaml from the state island neither a ticket nor a person nor a message can be reached',
    );
    change('caller.yaml', 'keys: { 9: { to: language, say: welcome } }', 'keys: { 9: island }');
    expect(faults()).toContain(
      'caller.yaml from the state island neither a ticket nor a person nor a message can be reached',
    );
  });

  test('a leg without a flow, and the start is refused', () => {
    rmSync(join(folder, 'callback.yaml'));
    expect(faults()).toEqual([` there is no flow callback`]);
    expect(() => loadScript(folder, FLOW_RULES)).toThrow(/there is no flow callback/);
  });
});

describe('recordings', () => {
  test('are mixed with text, and a state that speaks them is not held against its keys', () => {
    change(
      'prompts/en.yaml',
      'consent: May we record your description? Yes, 1. No, 2.',
      'consent: [{ audio: consent.mp3 }, Thank you.]',
    );
    cpSync(join(folder, 'audio/hold.wav'), join(folder, 'audio/en/consent.mp3'));
    expect(faults()).toEqual([]);
  });
});

describe('keys that a text offers', () => {
  test.each([
    ['Problem oder Anfrage, 1. Virensignaturen ändern, 2.', ['1', '2']],
    ['Lieber ein Rückruf, jederzeit die 2.', ['2']],
    ['To be connected now, press 1. For something else, 2.', ['1', '2']],
    ['Press 4 to go on', ['4']],
    ['Pour le français, tapez 3.', ['3']],
    ['Bitte warten Sie 2 Minuten. Version 7.2, Ticket 4711. Etwas anderes, 3.', ['3']],
    ['Severity {severity}. Due {respond-by:when}.', []],
    ['<prosody rate="90%">Yes, <lang xml:lang="de-DE">1</lang></prosody>. No, 2.', ['1', '2']],
    ['We answer in 30 minutes, 24 hours a day.', []],
  ])('%s', (text, keys) => {
    expect([...offeredKeys(text)].sort()).toEqual(keys);
  });
});
