import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { fill } from '../../../../src/domain/flow/fill.ts';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';
import { script } from './shipped.ts';

const prompts = (language: string) => script.prompts.get(language) as Prompts;

function tell(language: string, format: string, value: string, vars: Record<string, string> = {}): string {
  return fill(`{x:${format}}`, prompts(language), { x: value, zone: 'Europe/Berlin', ...vars });
}

describe('an instant as people say it', () => {
  test.each([
    ['de', '2026-11-23T16:00:00Z', '2026-11-23T09:00:00Z', 'heute um 17 Uhr'],
    ['de', '2026-11-23T16:05:00Z', '2026-11-23T09:00:00Z', 'heute um 17:05 Uhr'],
    ['de', '2026-11-24T08:00:00Z', '2026-11-23T09:00:00Z', 'morgen um 9 Uhr'],
    ['de', '2026-11-25T08:00:00Z', '2026-11-23T09:00:00Z', 'Mittwoch, 25. November, um 9 Uhr'],
    ['en', '2026-11-23T16:00:00Z', '2026-11-23T09:00:00Z', 'today at 17:00'],
    ['en', '2026-11-24T08:30:00Z', '2026-11-23T09:00:00Z', 'tomorrow at 9:30'],
    ['en', '2026-11-25T08:00:00Z', '2026-11-23T09:00:00Z', 'Wednesday, 25 November, at 9:00'],
    ['fr', '2026-11-23T16:00:00Z', '2026-11-23T09:00:00Z', "aujourd'hui à 17 h"],
    ['fr', '2026-11-24T08:30:00Z', '2026-11-23T09:00:00Z', 'demain à 9 h 30'],
    ['fr', '2026-11-25T08:00:00Z', '2026-11-23T09:00:00Z', 'mercredi 25 novembre à 9 h'],
  ])('%s: %s, told at %s, is “%s”', (language, at, now, expected) => {
    expect(tell(language, 'when', at, { now })).toBe(expected);
  });

  test('the day is that of the zone: half an hour around midnight, and over the change of the clock', () => {
    const midnight = '2026-11-23T23:20:00Z';
    expect(tell('de', 'when', midnight, { now: '2026-11-23T22:50:00Z' })).toBe('morgen um 0:20 Uhr');
    expect(tell('de', 'when', midnight, { now: '2026-11-23T23:05:00Z' })).toBe('heute um 0:20 Uhr');
    // the day of 25 hours: 24 hours later it is still tomorrow, not the day after
    const now = '2026-10-24T22:30:00Z';
    expect(tell('de', 'when', '2026-10-25T22:45:00Z', { now })).toBe('heute um 23:45 Uhr');
    expect(tell('de', 'when', '2026-10-25T23:00:00Z', { now })).toBe('morgen um 0 Uhr');
    expect(tell('en', 'when', midnight, { zone: 'America/New_York', now: '2026-11-23T22:50:00Z' })).toBe(
      'today at 18:20',
    );
  });

  test.each([
    ['de', '2026-10-25T00:15:00Z', 'heute um 2:15 Uhr Sommerzeit', 'So 25.10. 02:15 Sommerzeit'],
    ['de', '2026-10-25T01:15:00Z', 'heute um 2:15 Uhr Winterzeit', 'So 25.10. 02:15 Winterzeit'],
    ['de', '2026-10-25T01:00:00Z', 'heute um 2 Uhr Winterzeit', 'So 25.10. 02:00 Winterzeit'],
    ['de', '2026-10-24T23:59:59Z', 'heute um 1:59 Uhr', 'So 25.10. 01:59'],
    ['de', '2026-10-25T02:00:00Z', 'heute um 3 Uhr', 'So 25.10. 03:00'],
    ['en', '2026-10-25T01:15:00Z', 'today at 2:15 winter time', 'Sun 25 Oct 02:15 winter time'],
    ['fr', '2026-10-25T00:15:00Z', "aujourd'hui à 2 h 15 heure d'été", "dim. 25/10 02:15 heure d'été"],
  ])(
    '%s: %s is told as %s: which of the two it is, where the clocks show it twice',
    (language, at, spoken, written) => {
      expect(tell(language, 'when', at, { now: '2026-10-24T22:30:00Z' })).toBe(spoken);
      expect(tell(language, 'short-when', at)).toBe(written);
    },
  );

  test('in the night in which midnight comes twice, tomorrow begins with the first', () => {
    const told = (at: string, now: string) =>
      fill('{x:when}', prompts('en'), { x: at, now, zone: 'Atlantic/Azores' });
    expect(told('2026-10-25T00:30Z', '2026-10-24T23:30Z')).toBe('tomorrow at 0:30 summer time');
    expect(told('2026-10-25T00:30Z', '2026-10-25T00:10Z')).toBe('today at 0:30 summer time');
    expect(told('2026-10-25T01:30Z', '2026-10-25T00:10Z')).toBe('today at 0:30 winter time');
  });

  test('what is over has its date, and so has everything where nobody says what day it is', () => {
    expect(tell('de', 'when', '2026-11-22T09:00:00Z', { now: '2026-11-23T09:00:00Z' })).toBe(
      'Sonntag, 22. November, um 10 Uhr',
    );
    expect(tell('de', 'when', '2026-11-23T09:00:00Z')).toBe('Montag, 23. November, um 10 Uhr');
    expect(tell('de', 'when', 'no instant', { now: '2026-11-23T09:00:00Z' })).toBe('no instant');
  });
});

test('where nothing is planned, the words for that are said', () => {
  const told = (at: string) =>
    fill('{x:due:The next try is planned for #|No further try is planned}.', prompts('en'), {
      x: at,
      now: '2026-11-23T09:00:00Z',
      zone: 'Europe/Berlin',
    });
  expect(told('2026-11-23T09:30:00Z')).toBe('The next try is planned for today at 10:30.');
  expect(told('')).toBe('No further try is planned.');
});

describe('a time by its days, the last one included', () => {
  test.each([
    ['en', '2026-08-03T00:00', '2026-08-06T00:00', 'from Mon 3 Aug to Wed 5 Aug'],
    ['en', '2026-08-03T00:00', '2026-08-04T00:00', 'on Mon 3 Aug'],
    ['en', '2026-08-03T12:00', '2026-08-06T00:00', 'from Mon 3 Aug 12:00 to Wed 5 Aug'],
    ['en', '2026-08-03T00:00', '2026-08-05T12:00', 'from Mon 3 Aug to Wed 5 Aug 12:00'],
    ['de', '2026-08-03T00:00', '2026-08-06T00:00', 'von Mo 3.8. bis Mi 5.8.'],
    ['de', '2026-08-03T00:00', '2026-08-04T00:00', 'am Mo 3.8.'],
    ['de', '2026-08-03T09:00', '2026-08-03T12:30', 'von Mo 3.8. 09:00 bis Mo 3.8. 12:30'],
    ['fr', '2026-08-03T00:00', '2026-08-06T00:00', 'du lun. 3/8 au mer. 5/8'],
    ['fr', '2026-08-03T00:00', '2026-08-04T00:00', 'le lun. 3/8'],
    // a day of 25 hours
    ['de', '2026-10-25T00:00', '2026-10-26T00:00', 'am So 25.10.'],
  ])('%s: %s to %s is “%s”', (language, from, until, expected) => {
    const [at, end] = [from, until].map((local) =>
      DateTime.fromISO(local, { zone: 'Europe/Berlin' }).toISO(),
    );
    expect(tell(language, 'span', at ?? '', { until: end ?? '' })).toBe(expected);
  });

  test.each([
    ['Atlantic/Azores', '2026-10-23T00:00Z', '2026-10-25T00:00Z', 'from Fri 23 Oct to Sat 24 Oct'],
    [
      'Atlantic/Azores',
      '2026-10-23T00:00Z',
      '2026-10-25T01:00Z',
      'from Fri 23 Oct to Sun 25 Oct 00:00 winter time',
    ],
    ['America/Santiago', '2026-09-06T04:00Z', '2026-09-07T03:00Z', 'on Sun 6 Sept'],
  ])('where the clocks are changed at midnight, in %s: %s to %s is “%s”', (zone, from, until, expected) => {
    expect(fill('{x:span}', prompts('en'), { x: from, until, zone })).toBe(expected);
  });

  test('as it was told before, where older prompts have no words for it', () => {
    const { span: _, ...formats } = prompts('de').formats;
    const vars = { x: '2026-08-02T22:00:00Z', until: '2026-08-05T22:00:00Z', zone: 'Europe/Berlin' };
    expect(fill('{x:span}', { ...prompts('de'), formats }, vars)).toBe('Mo 3.8. 00:00 – Do 6.8. 00:00');
  });
});

describe('what is left of the window', () => {
  const deadline = '2026-11-23T09:30:00Z';
  test.each([
    ['2026-11-23T09:02:00Z', 'noch 28 min', 'Noch 28 Minuten.'],
    ['2026-11-23T09:02:01Z', 'noch 28 min', 'Noch 28 Minuten.'],
    ['2026-11-23T09:29:30Z', 'noch 1 min', 'Noch eine Minute.'],
    ['2026-11-23T09:30:00Z', 'überfällig seit 1 min', 'Überfällig seit einer Minute.'],
    ['2026-11-23T09:42:00Z', 'überfällig seit 12 min', 'Überfällig seit 12 Minuten.'],
    ['2026-11-23T11:29:00Z', 'überfällig seit 119 min', 'Überfällig seit 119 Minuten.'],
    ['2026-11-23T11:30:00Z', 'überfällig seit 2 h', 'Überfällig seit 2 Stunden.'],
    ['2026-11-23T12:45:00Z', 'überfällig seit 3 h', 'Überfällig seit 3 Stunden.'],
    ['2026-11-23T07:00:00Z', 'bis Mo 23.11. 10:30', 'Frist heute um 10:30 Uhr.'],
  ])('told at %s: %s; %s', (now, written, spoken) => {
    expect(tell('de', 'left', deadline, { now })).toBe(written);
    expect(tell('de', 'spoken-left', deadline, { now })).toBe(spoken);
  });

  test('the round is told from the second on', () => {
    expect([1, 2, 11].map((round) => tell('de', 'round', String(round)))).toEqual([
      '',
      ', Runde 2',
      ', Runde 11',
    ]);
  });
});

describe('a phone number in groups', () => {
  const hotline = '+493023125999';
  test.each([
    ['de', '+493023125101', '0 3 0, 2 3, 1 2, 5 1, 0 1'],
    ['de', '+4915228817386', '0 1 5 2 2, 8 8, 1 7, 3 8 6'],
    ['en', '+493023125101', '0 3 0, 2 3 1 2, 5 1 0 1'],
    ['fr', '+493023125101', '030, 23, 12, 51, 01'],
    ['de', '+442079460123', '+ 4 4, 2 0, 7 9, 4 6, 0 1, 2 3'],
    ['fr', '+33123456789', '+ 3 3, 1, 23, 45, 67, 89'],
  ])('%s: %s is read as %s', (language, number, expected) => {
    expect(tell(language, 'phone', number, { hotline })).toBe(expected);
  });

  test('the hotline’s own country needs no code; anything that is no number is told digit by digit', () => {
    expect(tell('en', 'phone', '+442079460123', { hotline: '+442079460000' })).toBe(
      '0 2 0, 7 9 4 6, 0 1 2 3',
    );
    expect(tell('de', 'phone', '+493023125101')).toMatch(/^\+ 4 9, 3 0, /);
    expect(tell('de', 'phone', '12a3', { hotline })).toBe('1 2 3');
  });
});
