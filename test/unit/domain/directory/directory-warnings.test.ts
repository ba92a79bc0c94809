import { describe, expect, test } from 'vitest';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { RULES } from '../../../../src/domain/directory-file/directory-rules.ts';
import { faultsOf, lineOf, SAMPLE, sampleWith } from './sample.ts';

const warningsOf = (text: string) => readDirectoryFile(text, 'directory.yaml', RULES).warnings;

/** The sample with another zone and another region for the first calendar. */
const calendarWith = (timezone: string, holidays: string) =>
  sampleWith(
    ['timezone: Europe/Berlin', `timezone: ${timezone}`],
    ['holidays: DE-BY', `holidays: ${holidays}`],
  );

const ANNA_IN_ITALIAN = 'anna: { name: Anna Weber, phones: ["+4915228817386"], languages: [it, sv] }';

test('the sample has nothing odd about it', () => {
  expect(warningsOf(SAMPLE)).toEqual([]);
});

test('a day that is worked although a holiday, on a weekday without hours: it stays closed', () => {
  const open = (dates: string) => sampleWith(['open: []', `open: [${dates}]`]);
  const [warning, ...others] = warningsOf(open('2026-12-25, 2026-12-26'));
  expect(others).toEqual([]);
  expect(warning?.message).toContain('open looks odd: 2026-12-26 is a Saturday, for which hours has none');
});

describe('holidays of another country than the clock', () => {
  test.each([
    ['BY', 'Europe/Berlin', ['Belarus', 'Germany', 'DE-BY']],
    ['BE', 'Europe/Berlin', ['Belgium', 'Germany', 'DE-BE']],
    ['US', 'Europe/London', ['United States', 'United Kingdom']],
    ['AT', 'Europe/Berlin', ['Austria', 'Germany']],
  ])('%s with %s is said, with both names', (holidays, timezone, words) => {
    const text = calendarWith(timezone, holidays);
    const [warning, ...others] = warningsOf(text);
    expect(others).toEqual([]);
    expect(warning?.line).toBe(lineOf(text, `holidays: ${holidays}`));
    for (const word of words) expect(warning?.message).toContain(word);
  });

  test.each([
    ['DE-BY', 'Europe/Berlin'],
    ['DE', 'Europe/Busingen'],
    ['UA', 'Europe/Kyiv'],
    ['UA', 'Europe/Kiev'],
    ['IN', 'Asia/Kolkata'],
    ['US-CA', 'America/Los_Angeles'],
    ['US', 'EST5EDT'],
    ['DE', 'UTC'],
  ])('%s with %s is nothing to speak of', (holidays, timezone) => {
    expect(warningsOf(calendarWith(timezone, holidays))).toEqual([]);
  });
});

describe('contacts whom no SMS reaches', () => {
  const withPhones = (phones: string) =>
    SAMPLE.replace('phones: ["+493023125201", "+4915228817395"]', `phones: ${phones}`);

  test.each(['["+493023125201"]', '["+493023125201", "030 23125-203"]'])('landlines only: %s', (phones) => {
    const text = withPhones(phones);
    const [warning, ...others] = warningsOf(text);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ line: lineOf(text, '      - { name: Grace Hollis') });
    expect(warning?.message).toContain('landlines only');
    expect(warning?.remedy).toContain('mobile number');
  });

  // a number of the United States may be either
  test.each(['["+4915228817395"]', '["+493023125201", "+12025550123"]'])('%s is fine', (phones) => {
    expect(warningsOf(withPhones(phones))).toEqual([]);
  });
});

describe('people with a language that no prompts speak', () => {
  const spokenIn = (text: string, spoken = ['de', 'en']) =>
    readDirectoryFile(text, 'directory.yaml', { ...RULES, spoken }).warnings;
  const ITALIAN = sampleWith(
    ['pin: "614020", language: en', 'pin: "614020", language: it'],
    ['anna: { name: Anna Weber, phones: ["+4915228817386"], languages: [de, en] }', ANNA_IN_ITALIAN],
  );

  test('are told of, with the one that they hear instead', () => {
    expect(spokenIn(ITALIAN)).toMatchObject([
      { line: lineOf(ITALIAN, 'anna: {'), message: expect.stringContaining('anna › languages is spoken') },
      {
        line: lineOf(ITALIAN, '      - { name: Grace Hollis'),
        message: expect.stringContaining(
          'language is spoken nowhere in the flows: de is heard and read instead',
        ),
        remedy: 'Write one of de, en, or add its prompts.',
      },
    ]);
  });

  test('are served in another of their languages, or in their own once its prompts are there', () => {
    expect(spokenIn(ITALIAN, ['de', 'en', 'it'])).toEqual([]);
    expect(spokenIn(SAMPLE.replaceAll('languages: [de, en]', 'languages: [it, en]'))).toEqual([]);
  });

  test('are not told of where nobody knows what the flows speak', () => {
    expect(warningsOf(ITALIAN)).toEqual([]);
  });
});

describe('people who never have a shift', () => {
  const rotation = (layer: string) =>
    sampleWith(['{ participants: [anna, ben], rotate: P7D, from: 2026-01-05T08:00 }', layer]);

  test('a week of daily turns on working days leaves two of seven out', () => {
    const text = rotation(
      '{ participants: [anna, ben, carla, david, tessa, tom, emma], rotate: P1D, from: 2026-01-05T08:00, during: { mon-fri: "08:00-18:00" } }',
    ).replace(
      /^ {2}tom: .*$/m,
      (tom) => `${tom}\n${tom.replace('tom', 'emma').replace(/\+\d+/, '+493023125119')}`,
    );
    expect(faultsOf(text)).toEqual([]);
    const [warning, ...others] = warningsOf(text);
    expect(others).toEqual([]);
    expect(warning?.message).toContain('tom, emma never have a shift');
    expect(warning?.line).toBeGreaterThan(lineOf(text, '  front:'));
  });

  test('whoever is always covered by a later layer is named', () => {
    const text = rotation(
      '{ participants: [tom], rotate: P7D, from: 2026-01-05T08:00 }\n      - { participants: [ben], rotate: P7D, from: 2026-01-05T08:00 }',
    );
    expect(warningsOf(text)[0]?.message).toContain('tom never has a shift');
  });

  test.each([
    [
      'three people, daily, on working days',
      '{ participants: [anna, ben, carla], rotate: P1D, from: 2026-01-05T08:00, during: { mon-fri: "08:00-18:00" } }',
    ],
    [
      'months',
      '{ participants: [anna, ben, carla], rotate: P1M, from: 2026-01-05T08:00, during: { sat: "08:00-18:00" } }',
    ],
    [
      'weeks of a layer that ended',
      '{ participants: [anna, ben], rotate: P7D, from: 2026-01-05T08:00, until: 2026-02-05T08:00 }',
    ],
  ])('%s: everybody has one', (_, layer) => {
    expect(warningsOf(rotation(layer))).toEqual([]);
  });

  test('a layer that ends before the turn of somebody comes', () => {
    const layer =
      '{ participants: [anna, tom], rotate: P7D, from: 2026-01-05T08:00, until: 2026-01-07T08:00 }';
    expect(warningsOf(rotation(layer))[0]?.message).toContain('tom never has a shift');
  });
});

describe('a zone that is none', () => {
  test.each(['+01:00', '-0500', '+1', 'UTC+1', 'GMT+1', 'Etc/GMT-1', 'etc/gmt+0', 'EST'])(
    '%s is an offset: refused for calendars and schedules, at their lines',
    (timezone) => {
      const text = SAMPLE.replaceAll('timezone: Europe/Berlin', `timezone: "${timezone}"`);
      const faults = faultsOf(text);
      expect(faults.map(({ line }) => line)).toEqual(
        [...text.split('\n').entries()].flatMap(([index, line]) =>
          line.includes('timezone:') ? [index + 1] : [],
        ),
      );
      for (const fault of faults) {
        expect(fault.message).toContain('offset');
        expect(fault.remedy).toContain('Europe/Berlin');
      }
    },
  );

  test.each(['UTC', 'Etc/UTC', 'CET', 'EST5EDT', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires'])(
    '%s is a zone',
    (timezone) => {
      expect(faultsOf(sampleWith(['timezone: Europe/Berlin', `timezone: ${timezone}`]))).toEqual([]);
    },
  );

  test.each(['MEZ', 'CEST', 'Berlin', 'Europe/Bonn', ''])('%j is unknown', (timezone) => {
    const [fault] = faultsOf(sampleWith(['timezone: Europe/Berlin', `timezone: "${timezone}"`]));
    expect(fault?.message).toContain('is not a time zone');
  });
});

describe('letters', () => {
  test('are composed before names are compared', () => {
    const key = 'j\u0075\u0308rgen';
    const text = sampleWith(
      ['[anna, ben]', `[${key.normalize()}, ben]`],
      ['  anna: {', `  ${key}: {`],
    ).replaceAll('anna', key.normalize());
    expect(faultsOf(text)).toEqual([]);
  });

  test('that were lost before are noticed', () => {
    const [fault] = faultsOf(sampleWith(['name: Musterwerk AG', 'name: M\ufffdller AG']));
    expect(fault?.message).toContain('cannot be shown');
  });

  test('come behind a byte order mark as well', () => {
    expect(faultsOf(`\ufeff${SAMPLE}`)).toEqual([]);
  });
});
