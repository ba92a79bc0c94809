import type { Tx } from '../../platform/db/database.ts';
import { clearTimer, setTimer } from '../../platform/timers/timer-store.ts';
import { type Call, isFinal } from '../calls/call.ts';
import { findCall } from '../calls/call-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { queueCall } from '../calls/place-call.ts';
import { listSpeakingCallsOfTicket } from '../messages/reach-store.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { urgency } from '../tickets/urgency.ts';
import type { Attempt } from './callback.ts';
import { changeAttempt, findOpenCallback, insertAttempt, openCallback } from './callback-store.ts';

export type Connecting = 'joining' | 'calling' | 'no-number' | 'busy';

/**
 * An engineer on the line wants the customer: a caller who still holds the line is put through, otherwise the customer
 * is called back.
 */
export async function connectCustomer(
  tx: Tx,
  hotline: Hotline,
  engineerCall: Call,
  engineer: string | null,
  ticketNumber: string,
  now: Date,
): Promise<Connecting> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return 'no-number';
  const caller = await callerOnTheLine(tx, ticket);
  if (!caller && ticket.callbackNumber === null) return 'no-number';
  await openCallback(tx, ticket.number, now);
  const callback = await findOpenCallback(tx, ticket.number);
  const attempt = callback
    ? await insertAttempt(
        tx,
        {
          callbackId: callback.id,
          ticketNumber: ticket.number,
          engineer,
          engineerCallId: engineerCall.id,
          customerCallId: caller?.id ?? null,
          stage: 'customer',
        },
        now,
      )
    : null;
  if (!attempt) return 'busy';
  await clearTimer(tx, 'begin-callback', ticket.number);
  await clearTimer(tx, 'acknowledgement-stale', ticket.number);
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'callback-started',
    actor: engineer ?? 'supervisors',
    detail: { live: caller !== null },
  });
  if (caller) {
    await setTimer(tx, { kind: 'wake-call', subject: caller.id, dueAt: now });
    return 'joining';
  }
  await callCustomer(tx, hotline, { ticket, attempt, to: ticket.callbackNumber }, now);
  return 'calling';
}

/** Dials the customer for a running attempt. A call that is only to tell them something makes way: it would keep them busy. */
export async function callCustomer(
  tx: Tx,
  hotline: Hotline,
  { ticket, attempt, to }: { ticket: Ticket; attempt: Attempt; to: string | null },
  now: Date,
): Promise<void> {
  if (to === null) return;
  for (const { id } of await listSpeakingCallsOfTicket(tx, ticket.number))
    await setTimer(tx, { kind: 'end-call', subject: id, dueAt: now });
  const call = await queueCall(
    tx,
    hotline,
    {
      party: 'customer',
      flow: 'callback',
      to,
      language: ticket.language,
      ticketNumber: ticket.number,
      customerNumber: ticket.customerNumber,
      vars: await describeTicket(tx, ticket, now),
      urgency: urgency(ticket),
    },
    now,
  );
  await changeAttempt(tx, attempt.id, { stage: 'customer', customerCallId: call.id });
  await addEvent(tx, ticket.number, { at: now, kind: 'customer-called', actor: 'hotline' });
}

/** The caller's own leg, as long as they have not hung up. */
export async function callerOnTheLine(tx: Tx, ticket: Ticket): Promise<Call | null> {
  const call = ticket.callId === null ? null : await findCall(tx, ticket.callId);
  return call && !isFinal(call.status) ? call : null;
}
