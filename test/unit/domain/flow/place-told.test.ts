import { describe, expect, test } from 'vitest';
import { fill, fillParts } from '../../../../src/domain/flow/fill.ts';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';
import { script } from './shipped.ts';

const prompts = (language: string) => script.prompts.get(language) as Prompts;

const MUNICH = '+4989123456';
const VIENNA = '+43123456789';
const PUNE = '+912026123456';
const NEW_YORK = '+12125550123';
const LONDON = '+442071234567';

/** Half past two in Berlin on the last of November. */
const AT = '2026-11-30T13:30:00Z';
const written = (language: string, reader: string, vars: Record<string, string> = {}) =>
  fill('{at:short-when}', prompts(language), { at: AT, zone: 'Europe/Berlin', reader, ...vars });

describe('a time of another zone than the reader’s', () => {
  test.each([
    ['de', PUNE, {}, 'Mo 30.11. 14:30 (Berlin)'],
    ['en', NEW_YORK, {}, 'Mon 30 Nov 14:30 (Berlin)'],
    ['fr', LONDON, {}, 'lun. 30/11 14:30 (Berlin)'],
    ['de', MUNICH, { zone: 'Asia/Kolkata' }, 'Mo 30.11. 19:00 (Kolkata)'],
    ['en', MUNICH, { zone: 'Asia/Calcutta' }, 'Mon 30 Nov 19:00 (Kolkata)'],
    ['de', PUNE, { zone: 'Europe/Vienna' }, 'Mo 30.11. 14:30 (Wien)'],
    ['en', MUNICH, { zone: 'America/Argentina/Buenos_Aires' }, 'Mon 30 Nov 10:30 (Buenos Aires)'],
    ['en', MUNICH, { zone: 'UTC' }, 'Mon 30 Nov 13:30 (UTC)'],
    // a country with several: nobody knows in which of them they are
    ['en', NEW_YORK, { zone: 'America/New_York' }, 'Mon 30 Nov 08:30 (New York)'],
    // the same hour for half of the year only
    ['en', LONDON, { zone: 'Africa/Abidjan', at: '2026-07-01T12:00:00Z' }, 'Wed 1 Jul 12:00 (Abidjan)'],
    ['de', PUNE, { at: '2026-10-25T00:15:00Z' }, 'So 25.10. 02:15 Sommerzeit (Berlin)'],
  ])('%s, to %s: says where it is meant', (language, reader, vars, told) => {
    expect(written(language, reader, vars)).toBe(told);
  });

  test.each([
    ['their own zone', MUNICH, {}],
    ['the same clock in another country', VIENNA, {}],
    ['a withheld number', '', {}],
    ['a number that no country has', '+88213123456', {}],
    ['what is no number', 'anonymous & <b>', {}],
  ])('needs no telling: %s', (_what, reader, vars) => {
    expect(written('de', reader, vars)).toBe('Mo 30.11. 14:30');
  });

  test('is spoken with its place, and by its date, since it may be another day there', () => {
    const spoken = (language: string, reader: string) =>
      fill('{at:when}', prompts(language), {
        at: AT,
        now: '2026-11-30T08:00:00Z',
        zone: 'Europe/Berlin',
        reader,
      });
    expect(spoken('de', MUNICH)).toBe('heute um 14:30 Uhr');
    expect(spoken('de', PUNE)).toBe('Montag, 30. November, um 14:30 Uhr, Ortszeit Berlin');
    expect(spoken('en', PUNE)).toBe('Monday, 30 November, at 14:30, Berlin time');
    expect(spoken('fr', PUNE)).toBe('lundi 30 novembre à 14 h 30, heure de Berlin');
  });

  test('says where once, until another zone is meant', () => {
    const shift = { from: AT, until: '2026-12-01T07:00:00Z', zone: 'Europe/Berlin', reader: PUNE };
    const other = { 'other-from': AT, 'other-until': '2026-12-01T07:00:00Z', 'other-zone': 'Europe/London' };
    expect(fill('{from:short-when} to {until:short-when}', prompts('en'), shift)).toBe(
      'Mon 30 Nov 14:30 (Berlin) to Tue 1 Dec 08:00',
    );
    expect(
      fill('{from:short-when} for {other-from:short-when}, {until:short-when}', prompts('en'), {
        ...shift,
        ...other,
      }),
    ).toBe('Mon 30 Nov 14:30 (Berlin) for Mon 30 Nov 13:30 (London), Tue 1 Dec 08:00 (Berlin)');
    expect(fill('{from:span}', prompts('en'), shift)).toBe(
      'from Mon 30 Nov 14:30 (Berlin) to Tue 1 Dec 08:00',
    );
    const say = fillParts(prompts('en'), shift);
    expect([say('From {from:when} '), say('to {until:when}.')]).toEqual([
      'From Monday, 30 November, at 14:30, Berlin time ',
      'to Tuesday, 1 December, at 8:00.',
    ]);
  });

  test('says nothing where no time is told: minutes that are left, and whole days', () => {
    const vars = { at: AT, now: '2026-11-30T13:00:00Z', zone: 'Europe/Berlin', reader: PUNE };
    expect(fill('{at:left}', prompts('de'), vars)).toBe('noch 30 min');
    expect(fill('{at:left}, {at:short-when}', prompts('de'), vars)).toBe(
      'noch 30 min, Mo 30.11. 14:30 (Berlin)',
    );
    const days = { from: '2026-08-02T22:00:00Z', until: '2026-08-05T22:00:00Z', zone: 'Europe/Berlin' };
    expect(fill('{from:span}', prompts('de'), { ...days, reader: PUNE })).toBe('von Mo 3.8. bis Mi 5.8.');
  });

  test('is told as before by prompts that are older', () => {
    const { place: _none, ...formats } = prompts('de').formats;
    const told = fill(
      '{at:short-when}',
      { ...prompts('de'), formats },
      { at: AT, zone: 'Europe/Berlin', reader: PUNE },
    );
    expect(told).toBe('Mo 30.11. 14:30');
  });
});
