import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { contactCard } from '../../../src/domain/readiness/contact-card.ts';
import {
  decideReadiness,
  LEVELS,
  PROOF_MS,
  type ReadinessRows,
} from '../../../src/domain/readiness/decide-readiness.ts';
import {
  decideReply,
  decideRequest,
  decideTest,
  MAX_TESTS_A_DAY,
  UNCONFIRMED_MS,
} from '../../../src/domain/readiness/decide-test.ts';
import { longestUnproven, nextWeekly } from '../../../src/domain/readiness/decide-weekly.ts';
import type { TestPage } from '../../../src/domain/readiness/test-page.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const [MOBILE, SECOND, LANDLINE] = ['+4915228817386', '+4915228817387', '+493023125017'];
const takesSms = (number: string) => number !== LANDLINE;

const ANNA = { key: 'anna', phones: [MOBILE], languages: ['de'], optedOut: [], retired: false };
const rows = (of: Partial<Parameters<typeof decideRequest>[1]> = {}) => ({
  engineer: ANNA,
  isAway: false,
  recent: [],
  takesSms,
  ...of,
});

describe('a test that is asked for', () => {
  it('goes to the first phone that the channel reaches', () => {
    const engineer = { ...ANNA, phones: [LANDLINE, MOBILE, SECOND], optedOut: [MOBILE] };
    expect(decideRequest({ channel: 'call', isOwn: false }, rows({ engineer }), NOW)).toEqual({
      number: LANDLINE,
    });
    expect(decideRequest({ channel: 'sms', isOwn: false }, rows({ engineer }), NOW)).toEqual({
      number: SECOND,
    });
  });

  test.each([
    ['unknown', { engineer: null }],
    ['unknown', { engineer: { ...ANNA, retired: true } }],
    ['landline', { engineer: { ...ANNA, phones: [] } }],
    ['landline', { engineer: { ...ANNA, phones: [LANDLINE] } }],
    ['opted-out', { engineer: { ...ANNA, phones: [MOBILE, LANDLINE], optedOut: [MOBILE] } }],
    ['away', { isAway: true }],
    ['soon', { recent: [{ channel: 'sms' as const, askedAt: ago(59_000), endedAt: ago(1) }] }],
    ['soon', { recent: [{ channel: 'sms' as const, askedAt: ago(3_600_000), endedAt: null }] }],
    [
      'many',
      {
        recent: Array.from({ length: MAX_TESTS_A_DAY }, () => ({
          channel: 'call' as const,
          askedAt: ago(3_600_000),
          endedAt: ago(3_500_000),
        })),
      },
    ],
  ])('is refused: %s', (refused, of) => {
    expect(decideRequest({ channel: 'sms', isOwn: false }, rows(of), NOW)).toEqual({ refused });
  });
});

const TEST: TestPage = {
  id: 'x',
  engineer: 'anna',
  number: MOBILE,
  channel: 'sms',
  quiet: false,
  askedHow: 'console',
  askedBy: 'somebody',
  askedAt: NOW,
  code: null,
  wrongCodes: 0,
  plannedAt: null,
  sentAt: null,
  deliveredAt: null,
  endedAt: null,
  outcome: null,
  reason: null,
  callId: null,
};

describe('a test that is due', () => {
  const decide = (test: Partial<TestPage>, isWanted = false, engineer: typeof ANNA | null = ANNA) =>
    decideTest({ ...TEST, ...test }, { engineer, isWanted }, NOW);

  it('is sent unless its engineer is being paged, and given up after an hour of that', () => {
    expect(decide({})).toEqual({ step: 'send' });
    expect(decide({}, true)).toMatchObject({ step: 'wait' });
    expect(decide({ askedAt: ago(3_600_000) }, true)).toMatchObject({
      outcome: 'withdrawn',
      reason: 'paged',
    });
  });

  it('is called off when its phone is not theirs any more, or gets no texts', () => {
    for (const gone of [null, { ...ANNA, retired: true }, { ...ANNA, phones: [SECOND] }])
      expect(decide({}, false, gone)).toMatchObject({ outcome: 'withdrawn', reason: 'gone' });
    expect(decide({}, false, { ...ANNA, optedOut: [MOBILE] as never[] })).toMatchObject({
      reason: 'opted-out',
    });
  });

  it('has failed after ten minutes at the carrier, and shows nothing if the carrier never took it', () => {
    const planned = { plannedAt: ago(UNCONFIRMED_MS) };
    expect(decide({ ...planned, sentAt: ago(UNCONFIRMED_MS) })).toMatchObject({ outcome: 'failed' });
    expect(decide({ ...planned, sentAt: ago(1_000) })).toMatchObject({ step: 'wait' });
    expect(decide(planned)).toMatchObject({ outcome: 'withdrawn', reason: 'not-sent' });
  });
});

test('a reply counts for the text with its code; guesses end after three, and old ones are told apart', () => {
  const open = { code: '4821', outcome: null, wrongCodes: 0 };
  const old = { code: '1111', outcome: 'failed' as const, wrongCodes: 0 };
  const done = { code: '2222', outcome: 'confirmed' as const, wrongCodes: 0 };
  const texts = [open, old, done];
  expect(decideReply('4821', texts)).toEqual({ means: 'confirms', test: open });
  expect(decideReply('1111', texts)).toEqual({ means: 'late', test: old });
  expect(decideReply('2222', texts)).toEqual({ means: 'confirmed', test: done });
  expect(decideReply('9999', texts)).toEqual({ means: 'wrong', open });
  expect(decideReply('4821', [{ ...open, wrongCodes: 3 }])).toMatchObject({ means: 'wrong' });
  expect(decideReply('4821', [])).toEqual({ means: 'wrong', open: null });
});

describe('how somebody stands', () => {
  const seen = (of: Partial<ReadinessRows>): ReadinessRows => ({
    phones: [MOBILE],
    optedOut: [],
    languages: ['de'],
    proofs: [],
    failures: [],
    quiet: { at: NOW, rang: true },
    cardFetchedAt: NOW,
    takesSms,
    spoken: new Set(['de', 'en']),
    ...of,
  });
  const proof = (channel: 'sms' | 'call', msAgo: number, number = MOBILE) => ({
    engineer: 'anna',
    number,
    channel,
    at: ago(msAgo),
    tookMs: 4_000,
    by: 'test' as const,
  });
  const both = [proof('sms', 1_000), proof('call', 1_000)];
  const faultsOf = (of: Partial<ReadinessRows>) => decideReadiness(seen(of), NOW).faults;

  it('is ready with a text and a call that were answered lately, and for five weeks', () => {
    expect(decideReadiness(seen({ proofs: both }), NOW)).toMatchObject({ faults: [], verdict: null });
    expect(faultsOf({ proofs: [proof('sms', PROOF_MS), proof('call', PROOF_MS)] })).toEqual([]);
    expect(faultsOf({ proofs: [proof('sms', PROOF_MS + 1), proof('call', PROOF_MS + 1)] })).toEqual([
      'call-untested',
      'text-untested',
    ]);
  });

  it('a failure counts until the next success', () => {
    const failures = [{ engineer: 'anna', number: MOBILE, channel: 'call' as const, at: ago(2_000) }];
    expect(faultsOf({ proofs: both, failures })).toEqual([]);
    expect(faultsOf({ proofs: [proof('sms', 1_000), proof('call', 3_000)], failures })).toEqual([
      'call-failed',
    ]);
  });

  it('names what else is missing', () => {
    expect(faultsOf({ phones: [] })).toEqual(['no-phone']);
    expect(faultsOf({ phones: [LANDLINE], proofs: [proof('call', 1, LANDLINE)] })).toEqual(['landline']);
    expect(faultsOf({ proofs: both, optedOut: [MOBILE] })).toEqual(['opted-out', 'number-opted-out']);
    expect(faultsOf({ proofs: both, phones: [MOBILE, SECOND] })).toEqual(['other-phone']);
    expect(faultsOf({ proofs: both, quiet: { at: NOW, rang: false } })).toEqual(['silent']);
    expect(faultsOf({ proofs: both, quiet: null, cardFetchedAt: null, languages: ['fi'] })).toEqual([
      'quiet-untested',
      'no-card',
      'language',
    ]);
  });

  it('is as bad as its worst fault, and advice is none', () => {
    const anything = fc.record({
      phones: fc.uniqueArray(fc.constantFrom(MOBILE, SECOND, LANDLINE)),
      optedOut: fc.uniqueArray(fc.constantFrom(MOBILE, SECOND, LANDLINE)),
      proofs: fc.array(
        fc.tuple(
          fc.constantFrom('sms' as const, 'call' as const),
          fc.nat(2 * PROOF_MS),
          fc.constantFrom(MOBILE, LANDLINE),
        ),
      ),
      rang: fc.boolean(),
    });
    fc.assert(
      fc.property(anything, ({ phones, optedOut, proofs, rang }) => {
        const known = proofs.map(([channel, msAgo, number]) => proof(channel, msAgo, number));
        const { faults, verdict } = decideReadiness(
          seen({ phones, optedOut, proofs: known, quiet: { at: NOW, rang } }),
          NOW,
        );
        const levels = faults.map((fault) => LEVELS[fault]);
        expect(new Set(faults).size).toBe(faults.length);
        expect(verdict === null).toBe(levels.every((level) => level === 'advice'));
        expect(verdict === 'unreachable').toBe(levels.includes('unreachable'));
      }),
    );
  });
});

describe('the weekly test', () => {
  it('is at the same local time across the change of the clocks', () => {
    const weekly = { day: 1, time: '09:30' };
    const before = nextWeekly(weekly, 'Europe/Berlin', new Date('2026-10-19T06:00:00Z'));
    expect(before.toISOString()).toBe('2026-10-19T07:30:00.000Z');
    expect(nextWeekly(weekly, 'Europe/Berlin', before).toISOString()).toBe('2026-10-26T08:30:00.000Z');
  });

  it.each([
    ['skipped: at the jump, and the week after at its own time', '2027-03-28', ['01:00', '00:30']],
    ['twice: the first time only', '2027-10-31', ['00:30', '01:30']],
  ])('whose time comes %s', (_what, sunday, times) => {
    const weekly = { day: 7, time: '02:30' };
    const [night, weekAfter] = [0, 7].map((days) => Date.parse(sunday) + days * 86_400_000);
    const due = [night, weekAfter].map(
      (midnight, place) => `${new Date(midnight ?? 0).toISOString().slice(0, 10)}T${times[place]}:00.000Z`,
    );
    expect(nextWeekly(weekly, 'Europe/Berlin', new Date(`${sunday}T00:00:00Z`)).toISOString()).toBe(due[0]);
    // a worker comes to it at once, or three quarters of an hour late
    for (const late of [0, 45 * 60_000]) {
      const done = new Date(Date.parse(due[0] ?? '') + late);
      expect(nextWeekly(weekly, 'Europe/Berlin', done).toISOString()).toBe(due[1]);
    }
  });

  it('is always ahead, by a week at most', () => {
    const day = fc.integer({ min: 1, max: 7 });
    const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.nat(23), at, (weekday, hour, now) => {
        const next = nextWeekly(
          { day: weekday, time: `${String(hour).padStart(2, '0')}:00` },
          'Europe/Berlin',
          now,
        );
        const ahead = next.getTime() - now.getTime();
        expect(ahead).toBeGreaterThan(0);
        // the clocks go back once
        expect(ahead).toBeLessThanOrEqual((7 * 24 + 1) * 3_600_000);
      }),
    );
  });

  it('gives each phone its turn', () => {
    const at: Record<string, Date | null> = { [MOBILE]: ago(1), [SECOND]: ago(2), [LANDLINE]: null };
    const provenAt = (number: string) => at[number] ?? null;
    expect(longestUnproven([MOBILE, SECOND, LANDLINE], provenAt)).toBe(LANDLINE);
    expect(longestUnproven([MOBILE, SECOND], provenAt)).toBe(SECOND);
    expect(longestUnproven([], provenAt)).toBeUndefined();
  });
});

describe('the contact card', () => {
  const card = (name: string) =>
    contactCard({ name, note: 'Ring, please; always', numbers: [MOBILE, SECOND] });

  it('tells every number, and escapes what has a meaning in it', () => {
    const lines = card('A, B; C\\D\nE').split('\r\n');
    expect(lines).toContain('FN:A\\, B\\; C\\\\D\\nE');
    expect(lines).toContain('NOTE:Ring\\, please\\; always');
    for (const number of [MOBILE, SECOND]) expect(lines).toContain(`TEL;TYPE=WORK,VOICE,PREF:${number}`);
  });

  it('has no line that is too long, and unfolds to what went in, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 60, maxLength: 200 }), (name) => {
        const text = card(name.replaceAll(/[\r\n\p{Cc}\\;,]/gu, ' '));
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(text.replaceAll('\r\n ', '')).toContain(`FN:${name.replaceAll(/[\r\n\p{Cc}\\;,]/gu, ' ')}`);
      }),
    );
  });
});
