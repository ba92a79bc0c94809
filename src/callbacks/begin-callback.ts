import { findLiveCallsOfEngineer } from '../calls/call-store.ts';
import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { findEngineer } from '../directory/engineer-store.ts';
import { release } from '../paging/acknowledge.ts';
import { CALLBACK_STEP } from '../paging/page.ts';
import { sendPage } from '../paging/send-page.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { findRunningAttempt } from './callback-store.ts';

export type Begun = 'calling' | 'busy' | 'no-number' | 'not-now';

/**
 * Rings up whoever has the case, to connect them with the customer: because they asked for it, because a try is due, or
 * because they acknowledged a while ago. A case that nobody has is left to paging.
 */
export async function beginCallback(tx: Tx, line: Line, ticketNumber: string, now: Date): Promise<Begun> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (ticket?.status !== 'acknowledged' || ticket.acknowledgedBy === null) return 'not-now';
  if (await findRunningAttempt(tx, ticket.number)) return 'busy';
  const engineer = await findEngineer(tx, ticket.acknowledgedBy);
  if (!engineer) {
    await release(tx, ticket, 'nobody to call', now);
    return 'not-now';
  }
  return ringEngineer(tx, line, ticket, engineer, now);
}

async function ringEngineer(
  tx: Tx,
  line: Line,
  ticket: Ticket,
  engineer: NonNullable<Awaited<ReturnType<typeof findEngineer>>>,
  now: Date,
): Promise<Begun> {
  const onTheLine = await findLiveCallsOfEngineer(tx, engineer.key);
  if (onTheLine.some((call) => call.ticketNumber === ticket.number)) return 'busy';
  const recipient = { ...engineer, engineer: engineer.key };
  const page = await sendPage(
    tx,
    line,
    { ticket, recipient, channel: 'call', step: CALLBACK_STEP, reason: 'callback' },
    now,
  );
  return page ? 'calling' : 'no-number';
}
