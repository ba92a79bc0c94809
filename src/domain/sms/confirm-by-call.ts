import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { queueCall } from '../calls/place-call.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { cutText } from '../messages/shorten.ts';
import type { Engineer } from '../oncall/engineers/engineer-store.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { urgency } from '../tickets/urgency.ts';
import { type Claim, countClaims, findPendingClaim, insertClaim, settleClaim } from './claim-store.ts';
import { stageIn } from './progress-by-sms.ts';

/** A forged stream of texts must not ring somebody's phone all night. */
const MAX_RING_UPS = 3;
const RING_UPS_WITHIN_MS = 60 * 60_000;
/** So much of a text is read out: enough to know it again. */
const MAX_SPOKEN = 100;

/**
 * Rings an engineer up on the phone that a text came from, to ask whether they wrote it. One call at a time for a ticket:
 * what is written meanwhile is not asked about. The ticket is locked by the caller.
 * @returns whether they are being rung up; if not, it was too often already
 */
export async function askByCall(
  work: HotlineWork,
  { engineer, number }: { engineer: Engineer; number: string },
  ticket: Ticket,
  order: Pick<Claim, 'command'> & { text: string },
): Promise<boolean> {
  const { tx, hotline, now } = work;
  if (await findPendingClaim(tx, ticket.number, engineer.key)) return true;
  const since = new Date(now.getTime() - RING_UPS_WITHIN_MS);
  if ((await countClaims(tx, engineer.key, since)) >= MAX_RING_UPS) return false;
  const stage = ticket.kind === 'signature' ? stageIn(hotline, order.text)?.stage : 'progress';
  const written = order.command === 'answered' ? 'answered' : stage;
  const call = await queueCall(work, {
    party: 'engineer',
    flow: 'engineer',
    to: number,
    language: languageOf(hotline, engineer.languages),
    ticketNumber: ticket.number,
    engineer: engineer.key,
    vars: { written: written ?? '', 'written-text': cutText(order.text, MAX_SPOKEN) },
    urgency: urgency(ticket),
  });
  const claim = { callId: call.id, ticketNumber: ticket.number, engineer: engineer.key, madeAt: now };
  await insertClaim(tx, { ...claim, ...order });
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'confirmation',
    actor: engineer.key,
    detail: { outcome: 'asked', order: order.command },
  });
  return true;
}

/** The engineer has sent their code meanwhile: nobody is asked any more. */
export async function callOffClaim({ tx, now }: Work, ticketNumber: string, engineer: string): Promise<void> {
  const claim = await findPendingClaim(tx, ticketNumber, engineer);
  if (!claim) return;
  await settleClaim(tx, claim.callId, 'overtaken', now);
  await setTimer(tx, { kind: 'end-call', subject: claim.callId, dueAt: now });
}

/** Nobody has confirmed what was written: nothing changes, and the supervisors know. Once. */
export async function dropClaim(
  work: HotlineWork,
  callId: string,
  outcome: 'denied' | 'unanswered',
): Promise<void> {
  const { tx, now } = work;
  const claim = await settleClaim(tx, callId, outcome, now);
  const ticket = claim && (await findTicket(tx, claim.ticketNumber));
  if (!claim || !ticket) return;
  const detail = { outcome, order: claim.command };
  await addEvent(tx, ticket.number, { at: now, kind: 'confirmation', actor: claim.engineer, detail });
  const vars = { sender: await nameOf(tx, claim.engineer), quote: claim.text };
  await notifySupervisors(work, { text: 'claim-denied', vars, ticket });
}
