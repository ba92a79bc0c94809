import { openCallback } from '../callbacks/callback-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { canBeReopened, isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { decideReopening, mayTakeBack, type Objection } from './decide-reopening.ts';
import { markMissed } from './mark-missed.ts';
import { stopWork } from './stop-work.ts';

/** Who opens which ticket again, and why. */
export type Reopening = Objection & { ticketNumber: string };

export type Reopened =
  | { outcome: 'reopened' | 'not-answered'; ticket: Ticket }
  | { outcome: 'unknown'; ticket: null };

const WITHDRAWN = { callId: null, attempt: 'withdrawn', callback: 'withdrawn' } as const;

/**
 * An answer does not hold: the customer objects, the engineer takes it back, a supervisor opens the ticket again, see
 * `decideReopening`. Its callback is open again, too.
 */
export async function reopenTicket(work: HotlineWork, reopening: Reopening): Promise<Reopened> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, reopening.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  if (!canBeReopened(ticket)) return { outcome: 'not-answered', ticket };
  // an answer that is taken back before it arrived stops no clock when it does
  if (isUnanswered(ticket)) await stopWork(work, ticket.number, WITHDRAWN);
  await openCallback(tx, ticket.number, now);
  const reopened = await writeDecision(work, ticket, decideReopening(ticket, reopening, now));
  await markMissed(work, ticket.number);
  // whoever objects is told where they said so
  if (reopening.by !== 'customer')
    await notifyCustomer(work, { text: 'customer-reopened', ticket: reopened });
  return { outcome: 'reopened', ticket: reopened };
}

/**
 * An engineer takes back their own answer, as long as it is fresh.
 * @param by.engineer the key, or null for a supervisor, whom nothing keeps from it
 */
export async function takeBackAnswer(
  work: HotlineWork,
  { engineer, ...request }: Omit<Reopening, 'by'> & { engineer: string | null },
): Promise<Reopened['outcome'] | 'not-yours-to-reopen'> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, request.ticketNumber);
  if (ticket && engineer !== null && canBeReopened(ticket) && !mayTakeBack(ticket, engineer, now))
    return 'not-yours-to-reopen';
  return (await reopenTicket(work, { ...request, by: engineerOrSupervisors(engineer) })).outcome;
}
