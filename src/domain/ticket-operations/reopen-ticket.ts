import type { Tx } from '../../platform/db/database.ts';
import { clearTimer, setTimer } from '../../platform/timers/timer-store.ts';
import { openCallback } from '../callbacks/callback-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { beginRound } from '../paging/escalate.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { isUnanswered, type Means, type Ticket } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { laneOf } from '../tickets/urgency.ts';
import type { Actor } from '../users/actor.ts';
import { markMissed } from './mark-missed.ts';

/** So long an engineer may take back their own answer; afterwards it takes a supervisor. */
export const TAKE_BACK_MS = 2 * 60 * 60_000;

/** Who opens a ticket again, and why. */
export interface Reopening {
  ticketNumber: string;
  /** an engineer's key, `customer`, `supervisors`, or a user or program */
  by: Actor;
  channel: Means;
  /** in their words */
  text?: string;
}

export type Reopened =
  | { outcome: 'reopened' | 'not-answered'; ticket: Ticket }
  | { outcome: 'unknown'; ticket: null };

/**
 * An answer does not hold: the customer objects, the engineer takes it back, a supervisor opens the ticket again. It goes
 * on as if it had not been answered: the same clock from the first ring, the same deadline (one that has passed meanwhile
 * is a miss), its policy anew at once, its callback open. What was answered stays on the timeline.
 */
export async function reopenTicket(
  tx: Tx,
  hotline: Hotline,
  { ticketNumber, by, channel, text }: Reopening,
  now: Date,
): Promise<Reopened> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  if (isUnanswered(ticket)) return { outcome: 'not-answered', ticket };
  const detail = {
    channel,
    answeredBy: ticket.answeredBy,
    answeredAt: ticket.answeredAt?.toISOString() ?? null,
    ...(text ? { text } : {}),
  };
  await addEvent(tx, ticket.number, { at: now, kind: 'reopened', actor: by, detail });
  const reopened = await changeTicket(tx, ticket.number, {
    status: 'open',
    acknowledgedAt: null,
    acknowledgedBy: null,
    answeredAt: null,
    answeredBy: null,
    closedAt: null,
    reopenedAt: now,
    reopenings: ticket.reopenings + 1,
    lastResortAt: null,
    ...(isDelivered(ticket) ? { signatureStage: 'in-analysis' } : {}),
  });
  await clearTimer(tx, 'ask-verdict', ticket.number);
  await openCallback(tx, ticket.number, now);
  await watchDeadline(tx, hotline, reopened, now);
  await beginRound(tx, reopened, now);
  // whoever objects is told where they said so
  if (by !== 'customer')
    await notifyCustomer(tx, hotline, { text: 'customer-reopened', ticket: reopened }, now);
  return { outcome: 'reopened', ticket: reopened };
}

/** A change of signatures that has gone out did not help: it can be built and released once more. */
function isDelivered({ signatureStage }: Ticket): boolean {
  return signatureStage === 'released' || signatureStage === 'confirmed';
}

async function watchDeadline(tx: Tx, hotline: Hotline, ticket: Ticket, now: Date): Promise<void> {
  if (ticket.respondBy <= now) await markMissed(tx, hotline, ticket.number, now);
  else {
    const timer = { subject: ticket.number, dueAt: ticket.respondBy, priority: laneOf(ticket) };
    await setTimer(tx, { ...timer, kind: 'deadline' });
  }
}

/**
 * An engineer takes back their own answer, as long as it is fresh.
 * @param by.engineer the key, or null for a supervisor, whom nothing keeps from it
 */
export async function takeBackAnswer(
  tx: Tx,
  hotline: Hotline,
  { engineer, ...request }: Omit<Reopening, 'by'> & { engineer: string | null },
  now: Date,
): Promise<Reopened['outcome'] | 'not-yours-to-reopen'> {
  const ticket = await lockTicket(tx, request.ticketNumber);
  if (ticket && engineer !== null && !isUnanswered(ticket) && !mayTakeBack(ticket, engineer, now))
    return 'not-yours-to-reopen';
  return (await reopenTicket(tx, hotline, { ...request, by: engineer ?? 'supervisors' }, now)).outcome;
}

/** Whether it is an engineer's own answer, and fresh. */
export function mayTakeBack(ticket: Ticket, engineer: string | null, now: Date): boolean {
  if (ticket.status !== 'answered' || engineer === null || ticket.answeredBy !== engineer) return false;
  return ticket.answeredAt !== null && now.getTime() - ticket.answeredAt.getTime() <= TAKE_BACK_MS;
}
