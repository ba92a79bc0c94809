import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { advanceTimer, setTimer } from '../../platform/timers/timer-store.ts';
import { type Call, isFinal } from '../calls/call.ts';
import { findCall, findLiveCallOf } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { queueCall } from '../calls/place-call.ts';
import { listSpeakingCallsOfTicket } from '../messages/reach-store.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { urgency } from '../tickets/urgency.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import type { Attempt } from './callback.ts';
import {
  changeAttempt,
  findCallbackElsewhere,
  findOpenCallback,
  insertAttempt,
  openCallback,
} from './callback-store.ts';
import { decideConnecting, wayToCustomer } from './decide-callback.ts';

export type Connecting = 'joining' | 'calling' | 'no-number' | 'busy';

/** An engineer on the line who wants the customer of a ticket. */
export interface Connection {
  /** the leg they are on */
  callId: string;
  /** the key; null: a supervisor */
  engineer: string | null;
  ticketNumber: string;
}

/**
 * An engineer on the line wants the customer: a caller who still holds the line is put through, and so is one who has called
 * anew and not said yet what about; their phone would be busy. Otherwise the customer is called back. One who is on our line
 * about something else, or being called back about it by somebody else, is left to that, and nothing is counted.
 */
export async function connectCustomer(work: HotlineWork, connection: Connection): Promise<Connecting> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, connection.ticketNumber);
  const holding = ticket && (await callerOnTheLine(tx, ticket));
  const caller = ticket && (holding ?? (await findLiveCallOf(tx, ticket)));
  const elsewhere = ticket && (await legElsewhere(tx, ticket, caller));
  if (elsewhere) {
    await askWhetherThere(work, elsewhere);
    return 'busy';
  }
  const way = ticket && wayToCustomer(ticket, caller !== null);
  if (!ticket || !way) return 'no-number';
  const attempt = await beginAttempt(work, ticket, { ...connection, customerCallId: caller?.id ?? null });
  if (!attempt) return 'busy';
  await writeDecision(work, ticket, decideConnecting(ticket, { engineer: connection.engineer, way }, now));
  if (caller) {
    await setTimer(tx, { kind: 'wake-call', subject: caller.id, dueAt: now });
    // who does not wait cannot be woken: nothing else would show that they are gone
    if (!holding) await askWhetherThere(work, caller);
  } else await callCustomer(work, { ticket, attempt, to: ticket.callbackNumber });
  return way;
}

/** The leg on which the customer is on our line about another ticket, whoever of us has called. */
async function legElsewhere(tx: Tx, ticket: Ticket, caller: Call | null): Promise<Call | null> {
  if (caller === null) return findCallbackElsewhere(tx, ticket);
  return caller.ticketNumber !== null && caller.ticketNumber !== ticket.number ? caller : null;
}

/** They may have hung up long ago, and the report of it be lost: nobody waits for that. */
async function askWhetherThere({ tx, now }: Work, { id }: Call): Promise<void> {
  await advanceTimer(tx, { kind: 'check-call', subject: id }, now);
}

/** @returns null: another one is running */
async function beginAttempt(
  { tx, now }: Work,
  ticket: Ticket,
  { callId, engineer, customerCallId }: Connection & { customerCallId: string | null },
): Promise<Attempt | null> {
  await openCallback(tx, ticket.number, now);
  const callback = await findOpenCallback(tx, ticket.number);
  if (!callback) return null;
  const legs = { engineerCallId: callId, customerCallId };
  const begun = {
    callbackId: callback.id,
    ticketNumber: ticket.number,
    engineer,
    stage: 'customer',
  } as const;
  return insertAttempt(tx, { ...begun, ...legs }, now);
}

/** Dials the customer for a running attempt. A call that is only to tell them something makes way: it would keep them busy. */
export async function callCustomer(
  work: HotlineWork,
  { ticket, attempt, to }: { ticket: Ticket; attempt: Attempt; to: string | null },
): Promise<void> {
  const { tx, now } = work;
  if (to === null) return;
  for (const { id } of await listSpeakingCallsOfTicket(tx, ticket.number))
    await setTimer(tx, { kind: 'end-call', subject: id, dueAt: now });
  const call = await queueCall(work, {
    party: 'customer',
    flow: 'callback',
    to,
    language: ticket.language,
    ticketNumber: ticket.number,
    customerNumber: ticket.customerNumber,
    vars: await describeTicket(tx, ticket, now),
    urgency: urgency(ticket),
  });
  await changeAttempt(tx, attempt.id, { stage: 'customer', customerCallId: call.id });
  await addEvent(tx, ticket.number, { at: now, kind: 'customer-called', actor: 'hotline' });
}

/** The caller's own leg, as long as they have not hung up. */
export async function callerOnTheLine(tx: Tx, ticket: Ticket): Promise<Call | null> {
  const call = ticket.callId === null ? null : await findCall(tx, ticket.callId);
  return call && !isFinal(call.status) ? call : null;
}

/** Whether somebody waits on the line for an engineer, about this ticket. */
export async function isWaitedFor(tx: Tx, ticket: Ticket): Promise<boolean> {
  return (await callerOnTheLine(tx, ticket))?.visit.vars['waiting-since'] !== undefined;
}
