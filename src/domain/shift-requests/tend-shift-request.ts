import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { signOf } from '../flow/order-words.ts';
import { notifyEngineer } from '../paging/notify.ts';
import { hashOfToken, makeToken } from '../users/opaque-token.ts';
import { OPERATOR } from '../users/operator.ts';
import { isOvertaken, stillAsked, toldOfOvertaken } from './decide-answer.ts';
import { findLeft } from './find-left.ts';
import { listInvitations, noteAsked } from './invitation-store.ts';
import type { Invitation, ShiftRequest } from './shift-request.ts';
import { lockShiftRequest, noteBegunTold, settleShiftRequest } from './shift-request-store.ts';
import { describeRequest } from './tell-shifts.ts';

/** 128 bits: short enough for an SMS. */
const SECRET_BYTES = 16;

/**
 * What is due about a request: the next people are asked; when its shift begins and nobody has said yes, its engineer knows
 * that they have it still; and one day it is over. Where others have been given the shift, nobody is asked for it any more.
 * @param linkTo where somebody answers with a click
 */
export async function tendShiftRequest(
  work: HotlineWork,
  id: string,
  linkTo: (secret: string) => string,
): Promise<void> {
  const { tx, now } = work;
  const request = await lockShiftRequest(tx, id);
  if (request?.status !== 'open') return;
  const invitations = await listInvitations(tx, [id]);
  if (now >= request.expiresAt)
    return settle(work, request, 'expired', toldOfExpired(request, invitations, now));
  const rows = {
    request,
    left: await findLeft(work, request.shift),
    otherLeft: await findLeft(work, request.other),
  };
  if (isOvertaken(rows, now))
    return settle(work, request, 'overtaken', toldOfOvertaken({ request, invitations }));
  for (const one of invitations) {
    if (one.askedAt === null && one.answer === null && one.askAt <= now)
      await invite(work, request, one, linkTo);
  }
  const hasBegun = request.shift.from <= now;
  if (hasBegun && request.begunToldAt === null && request.askedAt < request.shift.from) {
    await notifyEngineer(work, request.shift.engineer, {
      text: 'cover-nobody',
      vars: await describeRequest(work, request),
    });
    await noteBegunTold(tx, id, now);
  }
  const ahead = [...invitations.map(({ askAt }) => askAt), request.shift.from, request.expiresAt].filter(
    (at) => at > now,
  );
  const dueAt = new Date(Math.min(...ahead.map((at) => at.getTime())));
  await setTimer(tx, { kind: 'shift-request', subject: id, dueAt });
}

async function invite(
  work: HotlineWork,
  request: ShiftRequest,
  invitation: Invitation,
  linkTo: (secret: string) => string,
): Promise<void> {
  const { tx, hotline, now } = work;
  const secret = makeToken(SECRET_BYTES);
  await noteAsked(tx, invitation, hashOfToken(secret), now);
  const { number, engineer } = invitation;
  const order = signOf('cover', hotline.script.prompts.values());
  const vars = { ...(await describeRequest(work, request)), number, order, link: linkTo(secret) };
  await notifyEngineer(work, engineer, { text: textFor(request, engineer), vars });
}

function textFor({ kind, shift }: ShiftRequest, engineer: string): string {
  if (kind === 'cover') return 'cover-asked';
  // where a supervisor has offered it, both are asked
  return engineer === shift.engineer ? 'swap-asked-own' : 'swap-asked';
}

/** A shift that is over needs no more words. */
function toldOfExpired(
  { shift }: ShiftRequest,
  invitations: readonly Invitation[],
  now: Date,
): { to: string; text: string }[] {
  if (shift.until <= now) return [];
  const asked = stillAsked(invitations).map(({ engineer }) => ({ to: engineer, text: 'cover-settled' }));
  return [{ to: shift.engineer, text: 'cover-nobody' }, ...asked];
}

/** It is over without a yes, and whoever has to know is told. */
async function settle(
  work: HotlineWork,
  request: ShiftRequest,
  status: 'expired' | 'overtaken',
  told: readonly { to: string; text: string }[],
): Promise<void> {
  const { tx, now } = work;
  await settleShiftRequest(tx, request.id, { status, by: OPERATOR.name }, now);
  const vars = await describeRequest(work, request);
  for (const { to, text } of told) await notifyEngineer(work, to, { text, vars });
}
