import type { Tx } from '../../platform/db/database.ts';
import { findLiveCallsOfEngineer } from '../calls/call-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { ASKED_FOR, CALLBACK_STEP, type IS_TIME } from '../paging/page.ts';
import { findOpenPages } from '../paging/page-store.ts';
import { sendPage } from '../paging/send-page.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { findRunningAttempt } from './callback-store.ts';

export type Begun = 'calling' | 'busy' | 'no-number' | 'not-now';

/**
 * Rings up whoever has the ticket, to connect them with the customer: because they asked for it, because a try is due, or
 * because they acknowledged a while ago. A ticket that nobody has is left to paging, and one that is with somebody we have
 * no number of, until their acknowledgement goes stale.
 * @param reason somebody asked for it, or it is time
 */
export async function beginCallback(
  tx: Tx,
  hotline: Hotline,
  ticketNumber: string,
  now: Date,
  reason: typeof ASKED_FOR | typeof IS_TIME = ASKED_FOR,
): Promise<Begun> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (ticket?.status !== 'acknowledged' || ticket.acknowledgedBy === null) return 'not-now';
  if (await findRunningAttempt(tx, ticket.number)) return 'busy';
  const engineer = await findEngineer(tx, ticket.acknowledgedBy);
  if (!engineer) return 'no-number';
  if (await isOnTheWay(tx, ticket, engineer.key)) return 'busy';
  const recipient = { ...engineer, engineer: engineer.key };
  const order = { ticket, recipient, channel: 'call' as const, step: CALLBACK_STEP, reason };
  return (await sendPage(tx, hotline, order, now)) ? 'calling' : 'no-number';
}

/** They are being rung about it, or have picked up. A page that is just being silenced is neither. */
async function isOnTheWay(tx: Tx, ticket: Ticket, engineer: string): Promise<boolean> {
  const rings = (await findOpenPages(tx, ticket.number)).some(
    (page) => page.channel === 'call' && page.engineer === engineer,
  );
  if (rings) return true;
  const live = await findLiveCallsOfEngineer(tx, engineer);
  return live.some((call) => call.ticketNumber === ticket.number && call.answeredAt !== null);
}
