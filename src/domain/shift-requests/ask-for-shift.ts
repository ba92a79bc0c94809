import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { DAY } from '../calendar/local-time.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { findSchedule } from '../plans/rule-store.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { type DecidedInvitations, decideInvitations } from './decide-invitations.ts';
import { decideSameRequest } from './decide-same-request.ts';
import { drawNumber } from './draw-number.ts';
import { findCandidates, isAwayIn, peopleOfSchedule } from './find-candidates.ts';
import { insertInvitation, listInvitations, numbersInUse } from './invitation-store.ts';
import type { HeldShift, ShiftRequest } from './shift-request.ts';
import { insertShiftRequest, listOpenRequestsOf } from './shift-request-store.ts';
import { shiftsLeft, wholeOf } from './shifts-left.ts';
import { shiftDetail } from './tell-shifts.ts';

/** More open requests of one engineer are no help to anybody. */
const MAX_OPEN = 10;
const MAX_ASKED = 30;
/** Nobody remembers what they were asked before that. */
const MAX_OPEN_MS = 14 * DAY;
/** A text that is answered late is still meant for what it asked. */
const REMEMBERED_MS = 60 * DAY;

export interface CoverWish {
  shift: HeldShift;
  /** these engineers, or everybody of the schedule */
  ask: readonly string[] | 'all';
  why: string;
}

export interface SwapWish {
  shift: HeldShift;
  other: HeldShift;
  why: string;
}

/** What can be wrong with a wish: whose shift it is, whom to ask, or that it stands already. */
export type WishFault =
  | 'schedule'
  | 'not-theirs'
  | 'other-not-theirs'
  | 'same'
  | 'engineer'
  | 'nobody'
  | 'away'
  | 'many';

export type AskedForShift =
  | { request: ShiftRequest; asked: DecidedInvitations; fault?: never }
  | { request?: never; asked?: DecidedInvitations; fault: WishFault };

/** Asks others to take a shift. Its engineer stays on call until somebody has said yes. Asked twice, nobody reads it twice. */
export async function askForCover(
  work: Work,
  by: Doer,
  { shift, ask, why }: CoverWish,
): Promise<AskedForShift> {
  const { tx, now } = work;
  await lockRegistry(tx);
  const schedule = await findSchedule(tx, shift.schedule);
  if (!schedule) return { fault: 'schedule' };
  const whole = wholeOf(shiftsLeft(schedule, shift, now));
  if (!whole) return { fault: 'not-theirs' };
  const named = ask === 'all' ? peopleOfSchedule(schedule) : ask;
  const keys = [...new Set(named)].filter((key) => key !== shift.engineer).slice(0, MAX_ASKED);
  const candidates = await findCandidates(tx, whole, keys, now);
  if (candidates.length < keys.length) return { fault: 'engineer' };
  const asked = decideInvitations(candidates, { isAll: ask === 'all', begins: whole.from }, now);
  if (asked.invitations.length === 0) return { fault: 'nobody', asked };
  return open(work, by, { kind: 'cover', shift: whole, other: null, why }, asked);
}

/**
 * Offers a shift for another one. Both have to say yes; who offers one of their own has said so.
 * @param offeredBy the engineer who offers it themselves; null: somebody else for them
 */
export async function offerSwap(
  work: Work,
  by: Doer,
  wish: SwapWish,
  offeredBy: string | null,
): Promise<AskedForShift> {
  const { tx, now } = work;
  await lockRegistry(tx);
  const [schedule, otherSchedule] = [
    await findSchedule(tx, wish.shift.schedule),
    await findSchedule(tx, wish.other.schedule),
  ];
  if (!schedule || !otherSchedule) return { fault: 'schedule' };
  if (wish.shift.engineer === wish.other.engineer) return { fault: 'same' };
  const shift = wholeOf(shiftsLeft(schedule, wish.shift, now));
  if (!shift) return { fault: 'not-theirs' };
  const other = wholeOf(shiftsLeft(otherSchedule, wish.other, now));
  if (!other) return { fault: 'other-not-theirs' };
  // each takes the other's
  const isAway =
    (await isAwayIn(tx, shift.engineer, [other])) || (await isAwayIn(tx, other.engineer, [shift]));
  if (isAway) return { fault: 'away' };
  const keys = [shift.engineer, other.engineer].filter((key) => key !== offeredBy);
  const candidates = await findCandidates(tx, shift, keys, now);
  if (candidates.length < keys.length) return { fault: 'engineer' };
  const asked = decideInvitations(
    candidates.map((one) => ({ ...one, isAway: false })),
    { isAll: false, begins: shift.from },
    now,
  );
  if (asked.invitations.length < keys.length) return { fault: 'nobody', asked };
  return open(work, by, { kind: 'swap', shift, other, why: wish.why }, asked);
}

async function open(
  { tx, now }: Work,
  by: Doer,
  wish: Pick<ShiftRequest, 'kind' | 'shift' | 'other' | 'why'>,
  asked: DecidedInvitations,
): Promise<AskedForShift> {
  const requests = await listOpenRequestsOf(tx, wish.shift.engineer);
  const ids = requests.map(({ id }) => id);
  const people = asked.invitations.map(({ engineer }) => engineer);
  const standing = { requests, invitations: await listInvitations(tx, ids) };
  const same = decideSameRequest(standing, wish, people, now);
  if (same) return { request: same, asked };
  if (requests.length >= MAX_OPEN) return { fault: 'many' };
  const ends = [wish.shift.until.getTime(), wish.other?.until.getTime() ?? Number.POSITIVE_INFINITY];
  const expiresAt = new Date(Math.min(...ends, now.getTime() + MAX_OPEN_MS));
  const request = await insertShiftRequest(tx, { ...wish, askedAt: now, askedBy: by.name, expiresAt });
  const taken = await numbersInUse(tx, new Date(now.getTime() - REMEMBERED_MS));
  for (const { engineer, askAt } of asked.invitations) {
    await insertInvitation(tx, { requestId: request.id, engineer, askAt, number: drawNumber(taken) });
  }
  const detail = {
    ...shiftDetail(wish.shift),
    ...(wish.other ? { other: shiftDetail(wish.other) } : {}),
    asked: people,
    why: wish.why,
  };
  const action = wish.kind === 'swap' ? 'swap-asked' : 'cover-asked';
  await addAuditEntry(tx, by, { action, subject: wish.shift.schedule, detail }, now);
  await setTimer(tx, { kind: 'shift-request', subject: request.id, dueAt: now });
  return { request, asked };
}
