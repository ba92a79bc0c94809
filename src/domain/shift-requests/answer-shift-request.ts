import type { HotlineWork } from '../calls/hotline.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { type Notice, notifyEngineer, notifySupervisors } from '../paging/notify.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { type AnswerOutcome, type DecidedAnswer, decideAnswer, decideTold } from './decide-answer.ts';
import { isAwayIn } from './find-candidates.ts';
import { findLeft } from './find-left.ts';
import { handShifts } from './hand-shift.ts';
import { listInvitations, noteAnswer } from './invitation-store.ts';
import type { AnswerChannel, HeldShift, Invitation, ShiftRequest } from './shift-request.ts';
import { lockShiftRequest, noteHanded, settleShiftRequest } from './shift-request-store.ts';
import { wholeOf } from './shifts-left.ts';
import { describeRequest, shiftDetail } from './tell-shifts.ts';

export interface ShiftAnswer {
  requestId: string;
  engineer: string;
  answer: 'yes' | 'no';
  channel: AnswerChannel;
}

export interface Answered {
  outcome: AnswerOutcome;
  /** null: there is no such request */
  request: ShiftRequest | null;
  /** what whoever answered reads of it */
  words: Notice;
}

/**
 * Somebody says yes or no. The first yes to a request for cover wins: its row is taken in hand first, so that the second
 * finds it agreed. Whoever else is concerned is told here; the one who answered by whoever took their answer.
 */
export async function answerShiftRequest(work: HotlineWork, given: ShiftAnswer, by: Doer): Promise<Answered> {
  const { tx, now } = work;
  const request = await lockShiftRequest(tx, given.requestId);
  if (!request) return { outcome: 'not-asked', request: null, words: { text: 'cover-unknown' } };
  await lockRegistry(tx);
  const { engineer, answer, channel } = given;
  const invitations = await listInvitations(tx, [request.id]);
  const [left, otherLeft] = [await findLeft(work, request.shift), await findLeft(work, request.other)];
  const person = await findEngineer(tx, engineer);
  const { shift } = request;
  const [own, theirs] = engineer === shift.engineer ? [otherLeft, left] : [left, otherLeft];
  const otherSide = otherSideOf(request, engineer);
  const isAway = await isAwayIn(tx, engineer, own);
  const isOtherAway = otherSide !== null && (await isAwayIn(tx, otherSide, theirs));
  const rows = {
    request,
    invitations,
    engineer,
    answer,
    isAway,
    isOtherAway,
    isRetired: person?.retired ?? true,
    left,
    otherLeft,
  };
  const decided = decideAnswer(rows, now);
  if (decided.isNoted)
    await noteAnswer(tx, { requestId: request.id, engineer }, { answer, by: channel }, now);
  const coveredBy = decided.outcome === 'agreed' ? (request.other?.engineer ?? engineer) : null;
  if (decided.status) {
    await settleShiftRequest(tx, request.id, { status: decided.status, by: by.name, coveredBy }, now);
    await handShifts(work, decided.handed, { by, why: request.why, requestId: request.id });
  }
  const isAgreed = decided.outcome === 'agreed';
  const told = isAgreed ? asHanded(request, left, otherLeft) : request;
  if (isAgreed) await noteHanded(tx, told);
  if (decided.isNoted) await writeEntry(work, by, { request: told, decided, engineer });
  await tellOthers(work, { request: told, decided, engineer }, invitations);
  return {
    outcome: decided.outcome,
    request: told,
    words: await wordsFor(work, told, decided.outcome, engineer),
  };
}

/** What is said of a request that was agreed on: what changes hands, which may be less than what was asked. */
function asHanded(
  request: ShiftRequest,
  left: readonly HeldShift[],
  otherLeft: readonly HeldShift[],
): ShiftRequest {
  return { ...request, shift: wholeOf(left) ?? request.shift, other: wholeOf(otherLeft) };
}

/** Null: whoever asks for cover has nobody on the other side yet. */
function otherSideOf({ shift, other }: ShiftRequest, engineer: string): string | null {
  return engineer === shift.engineer ? (other?.engineer ?? null) : shift.engineer;
}

interface Settling {
  request: ShiftRequest;
  decided: DecidedAnswer;
  engineer: string;
}

async function writeEntry(
  { tx, now }: HotlineWork,
  by: Doer,
  { request, decided, engineer }: Settling,
): Promise<void> {
  const { kind, shift } = request;
  const isYes = decided.outcome !== 'declined';
  const detail = { ...shiftDetail(shift), to: engineer, outcome: decided.outcome, why: request.why };
  const action = isYes ? (`${kind}-agreed` as const) : (`${kind}-declined` as const);
  await addAuditEntry(tx, by, { action, subject: shift.schedule, detail }, now);
}

async function tellOthers(
  work: HotlineWork,
  { request, decided, engineer }: Settling,
  invitations: readonly Invitation[],
): Promise<void> {
  const told = decideTold({ request, invitations, engineer }, decided);
  if (told.length === 0) return;
  const named = decided.outcome === 'other-away' ? otherSideOf(request, engineer) : engineer;
  const vars = { ...(await describeRequest(work, request)), 'engineer-name': await nameOf(work.tx, named) };
  for (const { to, text } of told) {
    if (to === null) await notifySupervisors(work, { text, vars });
    else await notifyEngineer(work, to, { text, vars });
  }
}

/** What whoever answered reads. */
async function wordsFor(
  work: HotlineWork,
  request: ShiftRequest,
  outcome: AnswerOutcome,
  engineer: string,
): Promise<Notice> {
  const isOver = outcome === 'over' && request.status === 'agreed';
  const holder = isOver ? request.coveredBy : request.shift.engineer;
  const named = outcome === 'other-away' ? otherSideOf(request, engineer) : holder;
  const vars = { ...(await describeRequest(work, request)), 'engineer-name': await nameOf(work.tx, named) };
  if (outcome === 'agreed' || (isOver && holder === engineer))
    return { text: request.kind === 'swap' ? 'swap-done' : 'cover-yours', vars };
  if (isOver) return { text: request.kind === 'swap' ? 'swap-done' : 'cover-gone', vars };
  if (outcome === 'overtaken' && request.kind === 'swap') return { text: 'swap-gone', vars };
  return { text: TEXTS[outcome], vars };
}

const TEXTS: Record<Exclude<AnswerOutcome, 'agreed'>, string> = {
  noted: 'swap-noted',
  declined: 'cover-declined',
  'not-asked': 'cover-unknown',
  over: 'cover-settled',
  away: 'cover-away',
  'other-away': 'swap-away',
  overtaken: 'cover-settled',
};
