import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AnswerRows,
  decideAnswer,
  decideTold,
} from '../../../../src/domain/shift-requests/decide-answer.ts';
import type {
  HeldShift,
  Invitation,
  ShiftRequest,
} from '../../../../src/domain/shift-requests/shift-request.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const NOON = new Date('2026-11-23T12:00:00Z');
const LATER = new Date('2026-11-24T09:00:00Z');
const annas: HeldShift = { engineer: 'anna', schedule: 'front', from: NOW, until: LATER };
const bens: HeldShift = { ...annas, engineer: 'ben', schedule: 'back' };

const invited = (engineer: string, answer: Invitation['answer'] = null): Invitation => ({
  requestId: 'one',
  engineer,
  number: '12345',
  askAt: NOW,
  askedAt: NOW,
  answer,
  answeredAt: null,
});

const request = (kind: 'cover' | 'swap', status: ShiftRequest['status'] = 'open'): ShiftRequest => ({
  id: 'one',
  kind,
  shift: annas,
  other: kind === 'swap' ? bens : null,
  why: '',
  askedAt: NOW,
  askedBy: 'Anna',
  expiresAt: LATER,
  status,
  settledAt: null,
  coveredBy: null,
  begunToldAt: null,
});

const rows = (changes: Partial<AnswerRows> = {}): AnswerRows => ({
  request: request('cover'),
  invitations: [invited('ben'), invited('carla')],
  engineer: 'ben',
  answer: 'yes',
  isAway: false,
  isOtherAway: false,
  isRetired: false,
  left: [annas],
  otherLeft: [bens],
  ...changes,
});

test.each<[string, Partial<AnswerRows>, unknown]>([
  ['a yes', {}, { outcome: 'agreed', status: 'agreed', handed: [{ ...annas, to: 'ben' }] }],
  ['the first no', { answer: 'no' }, { outcome: 'declined', status: null, handed: [] }],
  [
    'the last no',
    { answer: 'no', invitations: [invited('ben'), invited('carla', 'no')] },
    { outcome: 'declined', status: 'declined' },
  ],
  ['a yes after a no', { invitations: [invited('ben', 'no'), invited('carla')] }, { outcome: 'agreed' }],
  ['whoever was not asked', { engineer: 'dora' }, { outcome: 'not-asked', status: null, isNoted: false }],
  ['whoever has left', { isRetired: true }, { outcome: 'not-asked' }],
  ['whoever is away', { isAway: true }, { outcome: 'away', status: null, isNoted: false }],
  ['one that is settled', { request: request('cover', 'agreed') }, { outcome: 'over', status: null }],
  ['a shift that others have', { left: [] }, { outcome: 'overtaken', status: 'overtaken', handed: [] }],
  [
    'a swap that the asker offered',
    { request: request('swap'), invitations: [invited('ben')] },
    {
      outcome: 'agreed',
      handed: [
        { ...annas, to: 'ben' },
        { ...bens, to: 'anna' },
      ],
    },
  ],
  [
    'a swap that both have to agree on',
    { request: request('swap'), invitations: [invited('anna'), invited('ben')] },
    { outcome: 'noted', status: null, handed: [] },
  ],
  [
    'a swap of which one part is gone',
    { request: request('swap'), invitations: [invited('ben')], otherLeft: [] },
    { outcome: 'overtaken', handed: [] },
  ],
  [
    'a swap of whose one part others have the end',
    { request: request('swap'), invitations: [invited('ben')], otherLeft: [{ ...bens, until: NOON }] },
    { outcome: 'overtaken', status: 'overtaken', handed: [] },
  ],
  [
    'a swap of whose one part others have the beginning',
    { request: request('swap'), invitations: [invited('ben')], left: [{ ...annas, from: NOON }] },
    { outcome: 'overtaken', status: 'overtaken', handed: [] },
  ],
  [
    'a swap whose asker is away by now',
    { request: request('swap'), invitations: [invited('ben')], isOtherAway: true },
    { outcome: 'other-away', status: 'overtaken', handed: [], isNoted: true },
  ],
])('%s', (_, changes, decided) => {
  expect(decideAnswer(rows(changes), NOW)).toMatchObject(decided as object);
});

test('when it has expired nothing is given away any more', () => {
  expect(decideAnswer(rows(), LATER)).toMatchObject({ outcome: 'over', status: 'expired', handed: [] });
});

test('shifts change hands only where everybody whose yes it needs has said so, and nobody is told twice', () => {
  const answer = fc.constantFrom(null, 'yes' as const, 'no' as const);
  fc.assert(
    fc.property(
      fc.constantFrom('cover' as const, 'swap' as const),
      fc.tuple(answer, answer, answer),
      fc.constantFrom('yes' as const, 'no' as const),
      fc.constantFrom('anna', 'ben', 'carla', 'dora'),
      (kind, [first, second, third], said, engineer) => {
        // whose shift is to be covered is not asked; a swap is between the two
        const invitations =
          kind === 'swap'
            ? [invited('anna', first), invited('ben', second)]
            : [invited('ben', second), invited('carla', third)];
        const given = rows({ request: request(kind), invitations, answer: said, engineer });
        const decided = decideAnswer(given, NOW);
        const others = invitations.filter((one) => one.engineer !== engineer);
        const isAsked = invitations.some((one) => one.engineer === engineer);
        const agreed =
          said === 'yes' && isAsked && (kind === 'cover' || others.every((one) => one.answer === 'yes'));
        expect(decided.handed.length > 0).toBe(agreed);
        expect(decided.status === 'agreed').toBe(agreed);
        const told = decideTold(given, decided).map(({ to }) => to);
        expect(new Set(told).size).toBe(told.length);
        expect(told).not.toContain(engineer);
      },
    ),
  );
});
