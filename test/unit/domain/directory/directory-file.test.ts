import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { faultsOf, lineOf, RULES, SAMPLE, sampleWith } from './sample.ts';

const ERIKA =
  '{ name: Erika Beispiel, phones: ["+493023125101", "+4915228817392"], pin: "471108", language: de }';
const contact = (number: number, pin = `"${471_200 + number}"`) =>
  `{ name: Contact ${number}, phones: ["+49302312560${number}"], pin: ${pin}, language: de }`;

/** The sample with one passage spoilt: what is said about it, and where. */
function spoilt(passage: string, instead: string, marker = instead) {
  const text = sampleWith([passage, instead]);
  return { faults: faultsOf(text), line: lineOf(text, marker) };
}

describe('a directory file that cannot be read', () => {
  it.each([
    ['indented with a tab', 'plans:\n\tenhanced: {}\n', 2, 'tab'],
    ['two documents', 'country: DE\n---\ncountry: AT\n', 2, 'second document'],
    ['a key given twice', 'country: DE\ncountry: AT\n', 2, 'before'],
    [
      'hours under a name that would be lost',
      'calendars:\n  always: { hours: { __proto__: ["09:00-17:00"] } }\n',
      2,
      '__proto__',
    ],
    ['a bracket left open', 'supervisors: { phones: ["+493023125000" }\n', 1, ''],
    ['an alias without an anchor', 'calendars: *nobody\n', 1, 'aliases'],
    ['nothing at all', '', 1, 'empty'],
    ['only a comment', '# later\n', 1, 'empty'],
    ['a list', '- anna\n- ben\n', 1, 'not a directory'],
    ['a word', 'hello', 1, 'not a directory'],
    ['a list where entries are needed', 'engineers: [anna]\n', 1, 'group of keys'],
  ])('%s', (_, text, line, words) => {
    const [fault] = faultsOf(text);
    expect(fault).toMatchObject({ file: 'directory.yaml', line });
    expect(fault?.message).toContain(words);
  });

  it('refuses aliases that multiply into millions', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const alias = level === 0 ? '"x"' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array(10).fill(alias).join(', ')}]`;
    });
    expect(faultsOf(levels.join('\n')).at(-1)?.message).toContain('aliases');
  });

  it('nested too deeply: that is said once, in our words', () => {
    for (const deep of ['['.repeat(5_000), '{a: '.repeat(5_000), '- '.repeat(20_000)])
      expect(faultsOf(deep).map(({ message }) => message)).toEqual([
        'Too much is nested in each other here.',
      ]);
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void faultsOf(text)));
  });

  it('never throws, whatever stands in the place of an entry', () => {
    const sections = ['calendars', 'plans', 'engineers', 'schedules', 'escalations', 'customers'];
    fc.assert(
      fc.property(fc.constantFrom(...sections), fc.jsonValue(), (section, value) => {
        faultsOf(JSON.stringify({ [section]: value }));
        faultsOf(JSON.stringify({ [section]: { '100': value } }));
      }),
    );
  });
});

describe('a fault is named with its line and a remedy', () => {
  it.each([
    ['an unknown key', 'priority: 1', 'priorty: 1', 'priorty', 'Did you mean "priority"?'],
    ['an unknown section', 'supervisors: {', 'supervisers: {', 'supervisers', 'Did you mean "supervisors"?'],
    ['an engineer nobody knows', '[carla, david]', '[calra, david]', '"calra"', 'Did you mean "carla"?'],
    ['a plan nobody sold', 'plan: standard', 'plan: standart', '"standart"', 'Did you mean "standard"?'],
    ['a calendar nobody made', 'calendar: berlin', 'calendar: berlni', '"berlni"', 'berlin'],
    ['a schedule nobody wrote', 'schedule:signature-desk]', 'schedule:desk]', '"desk"', 'schedules'],
    ['a policy nobody wrote', 'problem: front-line', 'problem: front', '"front"', 'escalations'],
    ['a TAM nobody employs', 'tam: tessa', 'tam: tesa', '"tesa"', 'Did you mean "tessa"?'],
    ['a target nobody can page', 'page: [engineer:tom', 'page: [tom', 'nobody who can be paged', 'engineer:'],
    ['30 February', '2026-12-24, 2026-12-31, 2027', '2026-02-30, 2027', 'does not exist', 'Correct'],
    ['a German date', '2026-12-24, 2026-12-31, 2027', '24.12.2026, 2027', 'not a date', '2026-12-24'],
    ['a term that ends before it begins', 'from: 2026-01-01', 'from: 2036-01-01', 'ends before', 'Correct'],
    ['a duration in words', 'within: PT30M', 'within: 30 min', 'not a duration', 'PT30M'],
    ['a month as a promise', 'within: PT30M', 'within: P1M', 'not a duration', 'PT30M'],
    ['a promise of a century', 'within: PT30M', 'within: PT876600H', 'longer than a year', 'PT30M'],
    ['a promise beyond counting', 'within: PT30M', 'within: PT99999999999999H', 'than a year', 'PT30M'],
    ['a priority no column holds', 'priority: 1', 'priority: 2147483648', 'is above 2147483647', 'lower'],
    ['a priority beyond counting', 'priority: 1', `priority: ${10n ** 20n}`, 'too large a number', 'smaller'],
    ['the year zero', 'from: 2026-01-01', 'from: 0000-01-01', 'does not exist', 'Correct'],
    ['business time in days', 'within: PT6H', 'within: P1D', 'in days', 'PT8H'],
    ['no hands', 'at: 60%,', 'at: 60%, hands: 0,', 'below 1', 'second pair of hands'],
    ['a third pair of hands', 'at: 60%,', 'at: 60%, hands: 3,', 'above 2', 'second pair of hands'],
    ['a share beyond the deadline', 'at: 60%', 'at: 160%', 'response window', '10%'],
    ['a clock nobody has', 'clock: always', 'clock: allways', 'always, business', 'Did you mean "always"?'],
    ['no seats', 'seats: 8', 'seats: 0', 'below 1', 'seat'],
    ['a severity nobody knows', 'live: [1, 2]', 'live: [0]', '1, 2, 3, 4', 'one of'],
    [
      'a time zone nobody uses',
      'timezone: Europe/Berlin',
      'timezone: Europe/Bonn',
      'time zone',
      'Europe/Berlin',
    ],
    ['a region without holidays', 'holidays: DE-BY', 'holidays: DE-XX', 'DE-XX', 'Correct'],
    ['a premium-rate number', '"+493023125000"', '"0900 1234567"', 'neither a landline', '+49 30'],
    ['a satellite number', '"+493023125000"', '"+881612345678"', 'neither a landline', '+49 30'],
    ['an emergency number', '"+493023125000"', '"110"', 'not a phone number', '+49 30'],
    ['a number without quotes', '"+493023125000"', '+493023125000', 'must be a text', 'quotes'],
    ['an extension', '"+493023125000"', '"+493023125000 ext. 7"', 'extension', '+49 30'],
    ['a PIN without quotes', 'pin: "835174"', 'pin: 835174', 'must be a text', 'quotes'],
    ['a PIN too short', 'pin: "835174"', 'pin: "83517"', 'not a PIN', '6 to 10'],
    ['a PIN too long', 'pin: "835174"', 'pin: "83517483517"', 'not a PIN', '6 to 10'],
    ['a PIN of letters', 'pin: "835174"', 'pin: "abcdef"', 'not a PIN', '6 to 10'],
    ['a PIN of Arabic digits', 'pin: "835174"', 'pin: "٤٧١١٠٨"', 'not a PIN', '6 to 10'],
    ['a PIN that counts up', 'pin: "835174"', 'pin: "123456"', 'guessed first', '123456'],
    ['a PIN that repeats itself', 'pin: "835174"', 'pin: "121212"', 'guessed first', '121212'],
    ['a PIN of somebody else', 'pin: "835174"', 'pin: "471108" ', 'PIN of another contact', 'Choose another'],
    ['a control character', 'name: Petra Sohn', 'name: "Petra\\u0000Sohn"', 'cannot be shown', 'Remove'],
    ['a name of spaces', 'name: Petra Sohn', 'name: "  "', 'is empty', 'Write'],
    ['a name that nobody sees', 'name: Petra Sohn', 'name: "\\u200b\\u3164"', 'is empty', 'Write'],
    ['a customer number of letters', '"200415":', 'ABC:', 'not a customer number', 'digits'],
    ['a name with a space', '  david: {', '  da vid: {', 'cannot be a name', 'letters'],
    ['a hand-over in the skipped hour', 'from: 2026-01-07T08:00', 'from: 2026-03-29T02:30', 'skipped', ''],
    ['nobody in a rotation', '[carla, david]', '[ ]', 'empty list', 'at least one'],
    ['a schedule that covers half the week', 'covers: always', 'covers: half', 'one of always, office', ''],
    ['a rule of rest nobody knows', 'covers: always', 'rest: { rule: longer }', 'anew, prolonged, off', ''],
    ['half an hour of rest', 'covers: always', 'rest: { rule: anew, hours: 0.5 }', 'a whole number', ''],
    ['rest of days', 'covers: always', 'rest: { rule: anew, hours: 48 }', 'hours of rest', '1 to 24'],
    ['rest in letters', 'covers: always', 'rest: { rule: anew, hours: eleven }', 'a number', ''],
    [
      'a night by hours',
      'covers: always',
      'rest: { rule: anew, night: 23-6 }',
      'is no night',
      '"23:00-06:00"',
    ],
    ['a night of none', 'covers: always', 'rest: { rule: off, night: "06:00-06:00" }', 'ends when', '"23:00'],
    ['a country nobody knows', 'country: DE', 'country: Germany', 'not a country', 'DE'],
  ])('%s', (_, passage, instead, message, remedy) => {
    const { faults, line } = spoilt(passage, instead);
    const fault = faults.find((one) => one.message.includes(message));
    expect(fault, faults.map((one) => one.message).join('\n')).toBeDefined();
    // a rule from elsewhere judges a schedule as a whole
    if (message !== 'skipped') expect(fault?.line).toBe(line);
    expect(fault?.remedy).toContain(remedy);
  });

  it('office hours that no layer names', () => {
    const { faults } = spoilt('covers: always', 'covers: office');
    expect(faults).toEqual([
      expect.objectContaining({
        message:
          'schedules › signature-desk › layers › 1 › during is missing, although the schedule covers office hours.',
      }),
    ]);
  });

  it('the ninth contact, at its own line', () => {
    const nine = Array.from({ length: 9 }, (_, index) => `      - ${contact(index + 1)}`).join('\n');
    const { faults, line } = spoilt(`      - ${ERIKA}`, nine, 'Contact 9');
    // two more of the sample follow the nine
    expect(faults).toEqual([
      expect.objectContaining({ line, message: expect.stringContaining('8 seats for 11 contacts') }),
    ]);
  });

  it('two contacts of the same name', () => {
    const { faults } = spoilt('name: Max Muster', 'name: Erika Beispiel');
    expect(faults[0]?.message).toContain('name of another contact');
  });

  it('supervisors who are paged but not named', () => {
    const text = SAMPLE.replace(/^supervisors: .*$/m, '');
    const faults = faultsOf(text);
    expect(faults.length).toBeGreaterThan(0);
    expect(new Set(faults.map(({ remedy }) => remedy)).size).toBe(1);
    expect(faults[0]?.message).toContain('none are named');
  });

  it('a missing key stands where it has to be written', () => {
    const { faults, line } = spoilt('      2: { within: PT4H, clock: always }\n', '', '    response:');
    expect(faults).toEqual([
      expect.objectContaining({ line, message: expect.stringContaining('is missing') }),
    ]);
  });
});

describe('all faults at once', () => {
  it('in the order of their lines, also within one entry', () => {
    const text = sampleWith(
      ['holidays: DE-BY', 'holliday: DE-BY'],
      ['[anna, ben]', '[ana, bne]'],
      ['"100234":\n    name: Musterwerk AG', '"100234":\n    nam: Musterwerk AG'],
      ['plan: enhanced', 'plan: enhansed'],
      ['pin: "082915"', 'pin: "471108"'],
      ['phones: ["+493023125104", "+4915228817394"], pin: "835174"', 'phones: [], pin: 835174'],
    );
    const lines = faultsOf(text).map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    const messages = faultsOf(text).map(({ message }) => message);
    for (const part of [
      'holliday',
      '"ana"',
      '"bne"',
      'nam is',
      'name is missing',
      '"enhansed"',
      'PIN of another',
      'phones is',
      'pin must',
    ])
      expect(
        messages.some((message) => message.includes(part)),
        part,
      ).toBe(true);
    expect(messages).toHaveLength(9);
  });

  it('neither PINs nor phone numbers are repeated in them', () => {
    const text = sampleWith(
      ['pin: "471108"', 'pin: "47110812345678"'],
      ['pin: "082915"', 'pin: 82915'],
      ['"+493023125104"', '"+4990012345678"'],
      ['pin: "904417"', 'pinn: "904417"'],
    );
    const said = JSON.stringify(faultsOf(text));
    for (const secret of ['4711', '82915', '90012345678', '904417']) expect(said).not.toContain(secret);
  });
});

describe('what a directory file says', () => {
  const read = (text: string) => {
    const { directory, faults } = readDirectoryFile(text, 'directory.yaml', RULES);
    expect(faults).toEqual([]);
    if (!directory) throw new Error('unreachable');
    return directory;
  };

  it('the sample is without a fault', () => {
    const { customers, plans, engineers } = read(SAMPLE);
    expect(customers.get('100234')?.contacts[0]).toEqual({
      name: 'Erika Beispiel',
      phones: ['+493023125101', '+4915228817392'],
      pin: '471108',
      language: 'de',
    });
    expect(plans.get('standard')).toMatchObject({ live: [], phoneLine: true, holdFor: 'PT3M' });
    expect(engineers.get('ben')?.phones).toEqual(['+4915228817387', '+493023125017']);
  });

  it('a customer number keeps its leading zero without quotes', () => {
    expect([...read(sampleWith(['"200415":', '0100:'])).customers.keys()]).toContain('0100');
  });

  it('numbers without a country code belong to the country of the file', () => {
    const { supervisors } = read(
      sampleWith(
        ['country: DE', 'country: AT'],
        ['"030 23125-017"', '"+493023125017"'],
        ['"030 23125-103"', '"+493023125103"'],
        ['"+493023125001"', '"01 234567"'],
      ),
    );
    expect(supervisors?.phones[1]).toBe('+431234567');
  });

  it('anchors and aliases stand for what they name', () => {
    const text = sampleWith(
      ['1: { within: PT4H, clock: always }', '1: &four { within: PT4H, clock: always }'],
      ['2: { within: PT8H, clock: business }', '2: *four'],
    );
    expect(read(text).plans.get('standard')?.response[2]).toEqual({ within: 'PT4H', clock: 'always' });
  });

  it('names that mean something to the language are names like others', () => {
    const text = sampleWith(
      ['  tom: {', '  constructor: {'],
      ['deputy: tom', 'deputy: constructor'],
      ['engineer:tom', 'engineer:constructor'],
      ['tam: tom', 'tam: constructor'],
    );
    expect(read(text).engineers.get('constructor')?.name).toBe('Tom Reuter');
    expect(faultsOf(sampleWith(['tam: tom', 'tam: toString']))).toHaveLength(1);
  });

  it('names are kept without what nobody sees or what turns the writing round', () => {
    const text = sampleWith(['name: Petra Sohn', 'name: "\\u202ePe\\u00adtra\\u200b Sohn\\ufeff"']);
    const names = [...read(text).customers.values()].flatMap(({ contacts }) => contacts);
    expect(names).toContainEqual(expect.objectContaining({ name: 'Petra Sohn' }));
  });

  it('windows line ends and a byte order mark change nothing', () => {
    expect(read(`\uFEFF${SAMPLE.replaceAll('\n', '\r\n')}`)).toEqual(read(SAMPLE));
  });
});
