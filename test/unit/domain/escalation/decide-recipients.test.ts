import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideAccountManager,
  decideRecipients,
} from '../../../../src/domain/escalation/decide-recipients.ts';
import { later } from '../paging/windows.ts';
import { engineer, people, SUPERVISOR } from './people.ts';

const TEN = new Date('2026-11-23T09:00:00Z');
const keysOf = (targets: string[], rows = people(), at = TEN) =>
  decideRecipients(targets, rows, at).map((one) => one.engineer ?? one.phones[0]);

const away = (key: string) => ({ engineer: key, from: later(TEN, -60), until: later(TEN, 60) });

describe('whom a target means', () => {
  const schedules = new Map([
    [
      'front',
      {
        timezone: 'Europe/Berlin',
        layers: [{ participants: ['anna', 'ben'], rotate: 'P1D', from: '2026-11-23T08:00' }],
        overrides: [],
      },
    ],
  ]);

  it('is whoever is on call at that instant', () => {
    expect(keysOf(['schedule:front'], people({ schedules }))).toEqual(['anna']);
    expect(keysOf(['schedule:front'], people({ schedules }), later(TEN, 24 * 60))).toEqual(['ben']);
  });

  it('is nobody where the schedule, the engineer or the customer is not there, or they have left', () => {
    const left = people({}, engineer('anna', { retired: true }));
    expect(keysOf(['schedule:none', 'engineer:nobody'])).toEqual([]);
    expect(keysOf(['tam', 'deputy'], people({ customer: null }))).toEqual([]);
    expect(keysOf(['engineer:anna', 'tam'], left)).toEqual([]);
  });

  it('is the deputy, whoever else is there', () => {
    expect(keysOf(['deputy'])).toEqual(['ben']);
  });

  it('is the deputy while the account manager is away, and nobody while both are', () => {
    expect(keysOf(['tam'], people({ absences: [away('anna')] }))).toEqual(['ben']);
    expect(keysOf(['tam'], people({ customer: { tam: null, deputy: 'ben' } }))).toEqual(['ben']);
    expect(keysOf(['tam', 'deputy'], people({ absences: [away('anna'), away('ben')] }))).toEqual([]);
  });

  it('is the account manager again at the instant at which they are back', () => {
    const absences = [away('anna')];
    const managers = { tam: 'anna', deputy: 'ben' };
    expect(decideAccountManager(managers, absences, later(TEN, 59))).toBe('ben');
    expect(decideAccountManager(managers, absences, later(TEN, 60))).toBe('anna');
  });

  it('is each person once, in the order of the targets', () => {
    expect(keysOf(['deputy', 'engineer:ben', 'tam', 'supervisors', 'supervisors'])).toEqual([
      'ben',
      'anna',
      SUPERVISOR,
    ]);
    const targets = fc.array(
      fc.constantFrom(
        'tam',
        'deputy',
        'supervisors',
        'engineer:anna',
        'engineer:carla',
        'schedule:front',
        'x',
      ),
    );
    fc.assert(
      fc.property(targets, (some) => {
        const found = keysOf(some, people({ schedules }));
        expect(new Set(found).size).toBe(found.length);
        expect(keysOf([...some, ...some], people({ schedules }))).toEqual(found);
      }),
    );
  });
});
