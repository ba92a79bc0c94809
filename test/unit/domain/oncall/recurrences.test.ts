import { expect, test } from 'vitest';
import { recurrences } from '../../../../src/domain/oncall/bounded-recurrence.ts';
import { readRecurrenceRule } from '../../../../src/domain/oncall/recurrence-rule.ts';

/** The first times of a rule behind its beginning, at eight in the morning. */
function behind(day: string, rule: string, many: number): string[] {
  const local = Date.parse(`${day}T08:00Z`);
  const end = Date.parse('2037-01-01T00:00Z');
  const times = [
    ...recurrences(readRecurrenceRule(rule), { local, isDate: false }, end, { steps: 1_000_000 }),
  ];
  const behindIt = times.filter((time) => time > local).slice(0, many);
  return behindIt.map((time) => new Date(time).toISOString().slice(0, 13));
}

// as python-dateutil reads them; but for `WE,3TU`, which it finds no date for
test.each([
  ['FREQ=YEARLY', '2024-02-29', ['2028-02-29T08', '2032-02-29T08', '2036-02-29T08']],
  ['FREQ=YEARLY;BYMONTHDAY=13', '2025-03-30', ['2025-04-13T08', '2025-05-13T08', '2025-06-13T08']],
  ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-01-31', ['2026-03-31T08', '2026-05-31T08', '2026-07-31T08']],
  [
    'FREQ=MONTHLY;BYMONTH=8;BYDAY=WE',
    '2026-01-01',
    ['2026-08-05T08', '2026-08-12T08', '2026-08-19T08', '2026-08-26T08'],
  ],
  ['FREQ=MONTHLY;BYMONTH=11;BYMONTHDAY=1', '2026-05-13', ['2026-11-01T08', '2027-11-01T08']],
  ['FREQ=MONTHLY;BYMONTH=5', '2024-02-29', ['2024-05-29T08', '2025-05-29T08']],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    '2026-01-01',
    ['2026-01-30T08', '2026-02-27T08', '2026-03-31T08'],
  ],
  [
    'FREQ=WEEKLY;BYDAY=SA,SU,TU;BYSETPOS=-2',
    '2026-01-05',
    ['2026-01-10T08', '2026-01-17T08', '2026-01-24T08'],
  ],
  ['FREQ=YEARLY;BYDAY=MO;BYSETPOS=2', '2026-01-01', ['2026-01-12T08', '2027-01-11T08', '2028-01-10T08']],
  [
    'FREQ=MONTHLY;BYMONTHDAY=1,13;BYSETPOS=1',
    '2026-01-05',
    ['2026-02-01T08', '2026-03-01T08', '2026-04-01T08'],
  ],
  ['FREQ=DAILY;BYMONTHDAY=-1', '2026-12-31', ['2027-01-31T08', '2027-02-28T08', '2027-03-31T08']],
  ['FREQ=YEARLY;BYWEEKNO=53', '2026-01-05', ['2026-12-28T08', '2026-12-29T08', '2026-12-30T08']],
  ['FREQ=YEARLY;BYWEEKNO=-1;BYDAY=TH', '2026-01-05', ['2026-12-31T08', '2027-12-30T08', '2028-12-28T08']],
  [
    'FREQ=YEARLY;BYYEARDAY=60,-1',
    '2026-01-05',
    ['2026-03-01T08', '2026-12-31T08', '2027-03-01T08', '2027-12-31T08'],
  ],
  ['FREQ=MONTHLY;BYDAY=5FR', '2026-01-05', ['2026-01-30T08', '2026-05-29T08', '2026-07-31T08']],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2026-01-01', ['2026-02-13T08', '2026-03-13T08', '2026-11-13T08']],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU',
    '2026-01-05',
    ['2026-01-18T08', '2026-01-19T08', '2026-02-01T08', '2026-02-02T08'],
  ],
  ['FREQ=DAILY;BYHOUR=8,20', '2026-01-05', ['2026-01-05T20', '2026-01-06T08', '2026-01-06T20']],
  ['FREQ=DAILY;BYHOUR=8,20,08,+20', '2026-01-05', ['2026-01-05T20', '2026-01-06T08', '2026-01-06T20']],
  ['FREQ=MONTHLY;BYDAY=WE,3TU', '2026-01-15', ['2026-01-20T08', '2026-01-21T08', '2026-01-28T08']],
  ['FREQ=HOURLY;INTERVAL=36', '2026-01-05', ['2026-01-06T20', '2026-01-08T08', '2026-01-09T20']],
])('%s from %s', (rule, day, times) => {
  expect(behind(day, rule, times.length)).toEqual(times);
});

test('the zones of Outlook, whose rules begin in 1601, cost little', () => {
  const budget = { steps: 50_000 };
  const local = Date.parse('1601-01-01T03:00Z');
  const rule = 'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10';
  const times = [
    ...recurrences(
      readRecurrenceRule(rule),
      { local, isDate: false },
      Date.parse('2026-12-31T00:00Z'),
      budget,
    ),
  ];
  expect(new Date(times.at(-1) ?? 0).toISOString()).toBe('2026-10-25T03:00:00.000Z');
});

test('each minute of a day is weighed for the last one, and paid for', () => {
  const every = (many: number) => Array.from({ length: many }, (_, index) => index).join();
  const rule = `FREQ=DAILY;BYHOUR=${every(24)};BYMINUTE=${every(60)};BYSETPOS=-1`;
  expect(() => behind('2026-01-05', rule, 1)).toThrow('repeats too often');
});

test('a list that says the same a hundred thousand times is as short as what it says', () => {
  const { weekdays, monthDays } = readRecurrenceRule(
    `FREQ=MONTHLY;BYDAY=${'MO,'.repeat(100_000)}TU;BYMONTHDAY=${'5,'.repeat(100_000)}6`,
  );
  expect(weekdays).toHaveLength(2);
  expect(monthDays).toEqual([5, 6]);
});

test.each([
  'FREQ=WEEKLY;BYDAY=MO;BYDAY=TU',
  'FREQ=WEEKLY;BYDAY=2MO',
  'FREQ=MONTHLY;BYMONTHDAY=32',
  'FREQ=MONTHLY;BYSETPOS=0;BYDAY=MO',
  'FREQ=YEARLY;BYEASTER=0',
  'FREQ=WEEKLY;WKST=XX',
  'FREQ=DAILY;INTERVAL=1,2',
  'FREQ=WEEKLY;BYDAY=MO=TU',
  'FREQ=DAILY;COUNT=3;COUNT=4',
  'FREQ=DAILY;UNTIL=20260301;UNTIL=20260401',
  'FREQ=DAILY;COUNT=0',
  'FREQ=DAILY;COUNT=1,2',
  'FREQ=DAILY;COUNT=-1',
  'COUNT=3',
])('%s is not understood', (rule) => {
  expect(() => readRecurrenceRule(rule)).toThrow(`its rule "${rule}" is not understood`);
});

test('a rule is read as it is written: small, with blanks around it, and with its ends', () => {
  const rule = readRecurrenceRule(' freq=weekly;byday=mo;count=12;until=20261123t090000z; ');
  expect(rule).toMatchObject({ frequency: 'WEEKLY', count: 12, until: '20261123T090000Z' });
  expect(readRecurrenceRule('FREQ=WEEKLY')).toMatchObject({
    count: Number.POSITIVE_INFINITY,
    until: undefined,
  });
});
