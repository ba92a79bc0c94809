import type { Tx } from '../../platform/db/database.ts';
import { clearTimer } from '../../platform/timers/timer-store.ts';
import { findRunningAttempt } from '../callbacks/callback-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { remindAt } from '../escalation/acknowledgement-clock.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { setEscalation } from '../paging/escalate.ts';
import { HAND_OVER_STEP } from '../paging/page.ts';
import { sendPage } from '../paging/send-page.ts';
import { withdrawPages } from '../paging/withdraw-pages.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import type { Actor } from '../users/actor.ts';

export type HandedOver = 'handed-over' | 'unchanged' | 'busy' | 'over' | 'unknown' | 'no-engineer';

/**
 * A ticket goes to one engineer: whoever had it is released, all other pages fall silent, and the engineer is paged at once,
 * by SMS and by phone. It is theirs when they acknowledge. If they have not by the time at which an engineer would be
 * reminded, or cannot be reached, the policy begins anew: nobody can be handed a ticket that is then forgotten.
 * @param by who decides so: an engineer's key or a name
 * @param to the engineer's key
 */
export async function handOver(
  tx: Tx,
  hotline: Hotline,
  { ticketNumber, by, to }: { ticketNumber: string; by: Actor; to: string },
  now: Date,
): Promise<HandedOver> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return 'unknown';
  if (!isUnanswered(ticket)) return 'over';
  if (ticket.acknowledgedBy === to) return 'unchanged';
  // somebody is speaking with the customer, or about to
  if (await findRunningAttempt(tx, ticket.number)) return 'busy';
  const engineer = await findEngineer(tx, to);
  if (!engineer || engineer.retired) return 'no-engineer';
  await addEvent(tx, ticket.number, { at: now, kind: 'passed-on', actor: by, detail: { to } });
  await withdrawPages(tx, ticket.number, now, null);
  await clearTimer(tx, 'acknowledgement-stale', ticket.number);
  await clearTimer(tx, 'begin-callback', ticket.number);
  const pagingFrom = remindAt(await windowOf(tx, ticket), now);
  const handed = await changeTicket(tx, ticket.number, {
    status: 'open',
    acknowledgedBy: null,
    acknowledgedAt: null,
    round: ticket.round + 1,
    pagingFrom,
    nextStep: 0,
  });
  await setEscalation(tx, handed, pagingFrom);
  const recipient = { ...engineer, engineer: engineer.key };
  for (const channel of ['sms', 'call'] as const) {
    await sendPage(tx, hotline, { ticket: handed, recipient, channel, step: HAND_OVER_STEP }, now);
  }
  return 'handed-over';
}
