import type { Tx } from '../../platform/db/database.ts';
import { findLiveCallsOfEngineer, findLiveCallsOfSupervisors } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { Recipient } from '../escalation/decide-recipients.ts';
import { ASKED_FOR, CALLBACK_STEP, type IS_TIME } from '../paging/page.ts';
import { findOpenPages } from '../paging/page-store.ts';
import { sendPage } from '../paging/send-page.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { findRunningAttempt } from './callback-store.ts';
import { type Hindrance, hindranceOf, type UnderWay } from './decide-callback.ts';
import { findHolder } from './find-holder.ts';

export type Begun = 'calling' | Exclude<Hindrance, null>;

/** Why whoever has a ticket is rung up: somebody asked for it, or it is time. */
type CallbackReason = typeof ASKED_FOR | typeof IS_TIME;

interface CallbackRequest {
  ticketNumber: string;
  reason?: CallbackReason;
  /** the number that whoever asked has written from */
  phone?: string;
}

/**
 * Rings up whoever has the ticket, to connect them with the customer: because they asked for it, because a try is due, or
 * because they acknowledged a while ago. See `hindranceOf`.
 */
export async function beginCallback(
  work: HotlineWork,
  { ticketNumber, reason = ASKED_FOR, phone }: CallbackRequest,
): Promise<Begun> {
  const { tx } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return 'not-now';
  const recipient = await findHolder(tx, ticket, phone);
  const hindrance = hindranceOf(ticket, await readUnderWay(tx, ticket, recipient));
  if (hindrance !== null || !recipient) return hindrance ?? 'no-number';
  const order = { ticket, recipient, channel: 'call' as const, step: CALLBACK_STEP, reason };
  return (await sendPage(work, order)) ? 'calling' : 'no-number';
}

async function readUnderWay(tx: Tx, { number }: Ticket, holder: Recipient | null): Promise<UnderWay> {
  return {
    isConnecting: (await findRunningAttempt(tx, number)) !== null,
    isKnown: holder !== null,
    pages: await findOpenPages(tx, number),
    legs: holder?.engineer
      ? await findLiveCallsOfEngineer(tx, holder.engineer)
      : await findLiveCallsOfSupervisors(tx, number),
  };
}
