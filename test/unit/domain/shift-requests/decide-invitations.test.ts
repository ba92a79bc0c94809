import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Candidate,
  decideInvitations,
} from '../../../../src/domain/shift-requests/decide-invitations.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const NEXT_WEEK = hours(7 * 24);

const able = (engineer: string, known: Partial<Candidate> = {}): Candidate => ({
  engineer,
  isRetired: false,
  isAway: false,
  isOptedOut: false,
  lacksLanguage: false,
  isOnCallElsewhere: false,
  covers: 0,
  lastCoveredAt: null,
  lastAskedAt: null,
  lastAskingAt: null,
  ...known,
});

const order = (candidates: Candidate[]) =>
  decideInvitations(candidates, { isAll: true, begins: NEXT_WEEK }, NOW).invitations.map(
    ({ engineer }) => engineer,
  );

test.each<[string, Candidate[], string[]]>([
  ['who covered less comes first', [able('a', { covers: 2 }), able('b', { covers: 1 })], ['b', 'a']],
  [
    'of two who covered as much, who did so longer ago',
    [
      able('a', { covers: 1, lastCoveredAt: hours(-24) }),
      able('b', { covers: 1, lastCoveredAt: hours(-240) }),
    ],
    ['b', 'a'],
  ],
  [
    'who was asked an hour ago comes after who covered more',
    [able('a', { lastAskedAt: hours(-1) }), able('b', { covers: 5 })],
    ['b', 'a'],
  ],
  [
    'a day later it is their turn again',
    [able('a', { lastAskedAt: hours(-25) }), able('b', { covers: 5 })],
    ['a', 'b'],
  ],
  [
    'who asked for cover this week is not asked before the others',
    [able('a', { lastAskingAt: hours(-48) }), able('b', { covers: 5 })],
    ['b', 'a'],
  ],
  [
    'whoever can do it without a doubt goes before',
    [able('a', { lacksLanguage: true }), able('b', { covers: 5 })],
    ['b', 'a'],
  ],
])('%s', (_, candidates, expected) => {
  expect(order(candidates)).toEqual(expected);
});

test('each doubt is told apart, and who is away or gone is not asked', () => {
  const candidates = [
    able('a', { isOptedOut: true }),
    able('b', { lacksLanguage: true, isOnCallElsewhere: true }),
    able('c', { isAway: true }),
    able('d', { isRetired: true, isAway: true }),
  ];
  expect(decideInvitations(candidates, { isAll: false, begins: NEXT_WEEK }, NOW)).toEqual({
    invitations: [
      { engineer: 'a', askAt: NOW, doubts: ['no-sms'] },
      { engineer: 'b', askAt: NOW, doubts: ['language', 'on-call'] },
    ],
    leftOut: [
      { engineer: 'c', because: 'away' },
      { engineer: 'd', because: 'retired' },
    ],
  });
});

test('of a schedule two are asked at a time, but all at once when the shift begins soon; people who were named at once', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((key) => able(key));
  const minutes = (isAll: boolean, begins: Date) =>
    decideInvitations(five, { isAll, begins }, NOW).invitations.map(
      ({ askAt }) => (askAt.getTime() - NOW.getTime()) / 60_000,
    );
  expect(minutes(true, NEXT_WEEK)).toEqual([0, 0, 20, 20, 40]);
  expect(minutes(true, hours(1))).toEqual([0, 0, 0, 0, 0]);
  expect(minutes(true, hours(-1))).toEqual([0, 0, 0, 0, 0]);
  expect(minutes(false, NEXT_WEEK)).toEqual([0, 0, 0, 0, 0]);
});

const instant = fc.option(fc.integer({ min: -2_000, max: 0 }).map(hours), { nil: null });
const candidate = fc.record({
  engineer: fc.string({ minLength: 1, maxLength: 3 }),
  isRetired: fc.boolean(),
  isAway: fc.boolean(),
  isOptedOut: fc.boolean(),
  lacksLanguage: fc.boolean(),
  isOnCallElsewhere: fc.boolean(),
  covers: fc.nat(5),
  lastCoveredAt: instant,
  lastAskedAt: instant,
  lastAskingAt: instant,
});

test('everybody is asked or told apart, once; and in whatever order they stand, they are asked alike', () => {
  const people = fc.uniqueArray(candidate, { selector: ({ engineer }) => engineer, maxLength: 8 });
  fc.assert(
    fc.property(people, fc.boolean(), (candidates, isAll) => {
      const shift = { isAll, begins: NEXT_WEEK };
      const decided = decideInvitations(candidates, shift, NOW);
      const named = [...decided.invitations, ...decided.leftOut].map(({ engineer }) => engineer);
      expect(named.toSorted()).toEqual(candidates.map(({ engineer }) => engineer).toSorted());
      const turned = decideInvitations(candidates.toReversed(), shift, NOW);
      expect(turned.invitations).toEqual(decided.invitations);
    }),
  );
});
