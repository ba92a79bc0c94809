import { z } from 'zod';
import type { HotlineWork } from '../../domain/calls/hotline.ts';
import { answerShiftRequest } from '../../domain/shift-requests/answer-shift-request.ts';
import {
  type AskedForShift,
  askForCover,
  offerSwap,
  type WishFault,
} from '../../domain/shift-requests/ask-for-shift.ts';
import { giveBackShift } from '../../domain/shift-requests/give-back-shift.ts';
import { listInvitations } from '../../domain/shift-requests/invitation-store.ts';
import { findShiftRequest, listShiftRequests } from '../../domain/shift-requests/shift-request-store.ts';
import { type Taken, takeShift } from '../../domain/shift-requests/take-shift.ts';
import { withdrawShiftRequest } from '../../domain/shift-requests/withdraw-shift-request.ts';
import type { Db } from '../../platform/db/database.ts';
import { instantWithOffset, isOneLine, text } from '../read-model/fields.ts';
import {
  shiftRequestPageSchema,
  shiftRequestSchema,
  viewShiftRequest,
} from '../read-model/shift-request-view.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { invalidRequest, problem } from './problem.ts';

const key = text(64).describe("an engineer's key");
const why = z
  .string()
  .trim()
  .max(200)
  .refine(isOneLine, 'Write one line, without characters that nobody sees.')
  .default('')
  .describe('stands with the override; nobody who is asked reads it');
const shift = z.strictObject({
  schedule: text(200),
  engineer: key.describe('whose it is'),
  from: instantWithOffset,
  until: instantWithOffset,
});

export const newShiftRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cover'),
    shift,
    ask: z
      .union([z.literal('all'), z.array(key).min(1).max(30)])
      .describe('these engineers at once, or all of the schedule, one after another'),
    why,
  }),
  z.strictObject({ kind: z.literal('swap'), shift, other: shift, why }),
]);
export const shiftAnswerSchema = z.strictObject({ engineer: key, answer: z.enum(['yes', 'no']) });
export const shiftAnsweredSchema = z.strictObject({
  outcome: z.enum(['agreed', 'noted', 'declined']),
  request: shiftRequestSchema,
});
export const takeShiftSchema = z.strictObject({
  schedule: text(200),
  engineer: key.describe('who takes it'),
  insteadOf: key.nullable().describe('who is on call as far as you know; null: nobody'),
  why,
});
export const shiftOutcomeSchema = z.strictObject({ outcome: z.enum(['taken', 'returned', 'asked']) });

const WISH_FAULTS: Record<WishFault, { path: string; message: string }> = {
  schedule: { path: 'shift.schedule', message: 'There is no such schedule in force.' },
  'not-theirs': { path: 'shift', message: 'They are not on call then, or that time is over.' },
  'other-not-theirs': { path: 'other', message: 'They are not on call then, or that time is over.' },
  same: { path: 'other.engineer', message: 'Both shifts are of the same engineer.' },
  engineer: { path: 'ask', message: 'Give keys of engineers of the directory.' },
  nobody: { path: 'ask', message: 'Nobody can be asked: name engineers in force who are not away then.' },
  away: { path: 'other', message: 'One of the two is away then.' },
  many: { path: 'shift.engineer', message: 'Ten requests of them are open: withdraw one.' },
};

const NOT_TAKEN: Record<Exclude<Taken, 'taken'>, string> = {
  schedule: 'There is no such schedule in force.',
  engineer: 'Give the key of an engineer in force.',
  away: 'They are away then.',
  already: 'They are on call already.',
  changed: 'Somebody else is on call than you know of: look again.',
};

const params = z.strictObject({ id: z.string() });

/** Shifts among people: the same rules as by SMS and in the console. */
export function shiftEndpoints({ database, hotline, now }: ApiDeps): AnyEndpoint[] {
  const transact = <Outcome>(act: (work: HotlineWork) => Promise<Outcome>) =>
    database.transaction((tx) => act({ tx, hotline, now: now() }));
  return [
    endpoint({
      method: 'get',
      path: '/shift-requests',
      summary: 'Who asks for cover or a swap, and what came of it in the last seven days',
      scope: 'read',
      answer: { status: 200, description: 'Those that are open first', schema: shiftRequestPageSchema },
      async handle() {
        const requests = await listShiftRequests(database, new Date(now().getTime() - 7 * 24 * 3_600_000));
        const ids = requests.map(({ id }) => id);
        const invitations = await listInvitations(database, ids);
        return { body: { data: requests.map((request) => viewShiftRequest(request, invitations)) } };
      },
    }),
    endpoint({
      method: 'post',
      path: '/shift-requests',
      summary: 'Ask for cover, or offer a swap: its engineer stays on call until others have said yes',
      scope: 'tickets',
      body: newShiftRequestSchema,
      answer: { status: 201, description: 'The request', schema: shiftRequestSchema },
      async handle({ body, by }) {
        const asked = await transact(
          (work): Promise<AskedForShift> =>
            body.kind === 'cover' ? askForCover(work, by, body) : offerSwap(work, by, body, null),
        );
        if (!asked.request) return invalidRequest(WISH_FAULTS[asked.fault]);
        return { body: await view(database, asked.request.id) };
      },
    }),
    endpoint({
      method: 'post',
      path: '/shift-requests/{id}/answer',
      summary: 'Somebody who was asked says yes or no; the first yes to a request for cover has the shift',
      scope: 'tickets',
      params,
      body: shiftAnswerSchema,
      answer: { status: 200, description: 'What came of it', schema: shiftAnsweredSchema },
      problems: ['not-found', 'shift-not-possible'],
      async handle({ params: { id }, body, by }) {
        const { outcome, request } = await transact((work) =>
          answerShiftRequest(work, { requestId: id, ...body, channel: 'api' }, by),
        );
        if (!request) return NO_SUCH_REQUEST;
        if (outcome === 'not-asked')
          return invalidRequest({ path: 'engineer', message: 'They were not asked.' });
        if (outcome !== 'agreed' && outcome !== 'noted' && outcome !== 'declined')
          return problem('shift-not-possible', NOT_ANSWERED[outcome]);
        return { body: { outcome, request: await view(database, id) } };
      },
    }),
    endpoint({
      method: 'post',
      path: '/shift-requests/{id}/withdraw',
      summary: 'It is not needed after all: whoever was asked is told',
      scope: 'tickets',
      params,
      answer: { status: 200, description: 'The request', schema: shiftRequestSchema },
      problems: ['not-found'],
      async handle({ params: { id }, by }) {
        const isWithdrawn = await transact((work) => withdrawShiftRequest(work, by, id, null));
        return isWithdrawn ? { body: await view(database, id) } : NO_SUCH_REQUEST;
      },
    }),
    endpoint({
      method: 'post',
      path: '/shifts/take',
      summary: 'An engineer takes the shift that is going on, at once; whoever had it is told',
      scope: 'tickets',
      body: takeShiftSchema,
      answer: { status: 200, description: 'They are on call', schema: shiftOutcomeSchema },
      problems: ['shift-not-possible'],
      async handle({ body: { insteadOf, ...body }, by }) {
        const outcome = await transact((work) => takeShift(work, by, { ...body, seen: insteadOf ?? '' }));
        if (outcome === 'taken') return { body: { outcome } };
        if (outcome === 'schedule' || outcome === 'engineer')
          return invalidRequest({ path: outcome, message: NOT_TAKEN[outcome] });
        return problem('shift-not-possible', NOT_TAKEN[outcome]);
      },
    }),
    endpoint({
      method: 'post',
      path: '/overrides/{id}/give-back',
      summary: 'Give back a shift that was taken; one that was asked for is asked back',
      scope: 'tickets',
      params,
      answer: { status: 200, description: 'Given back, or asked', schema: shiftOutcomeSchema },
      problems: ['not-found', 'shift-not-possible'],
      async handle({ params: { id }, by }) {
        const outcome = await transact((work) => giveBackShift(work, by, id, null));
        if (outcome === 'unknown') return problem('not-found', 'Nobody has taken such a shift.');
        if (outcome === 'returned' || outcome === 'asked') return { body: { outcome } };
        return problem('shift-not-possible', NOT_RETURNED[outcome]);
      },
    }),
  ];
}

const NO_SUCH_REQUEST = problem('not-found', 'There is no such request, or it is settled.');

const NOT_ANSWERED = {
  over: 'It is settled already.',
  away: 'They are away then.',
  'other-away': 'The other side is away then.',
  overtaken: 'The shift is somebody else’s by now.',
} as const;

const NOT_RETURNED = {
  gap: 'Nobody would be on call then: ask somebody to cover first.',
  away: 'Whoever had it is away then: ask somebody to cover.',
  'not-asked': 'Whoever had it cannot be asked now: ask somebody else to cover.',
} as const;

async function view(db: Db, id: string): Promise<z.output<typeof shiftRequestSchema>> {
  const request = await findShiftRequest(db, id);
  if (!request) throw new Error(`no request ${id}`);
  return viewShiftRequest(request, await listInvitations(db, [id]));
}
