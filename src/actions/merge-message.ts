import type { Call } from '../calls/call.ts';
import { changeCall } from '../calls/call-store.ts';
import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { textCustomer, textEngineer } from '../paging/text-people.ts';
import { wantRecording } from '../recordings/recording-store.ts';
import type { Severity, Ticket } from '../tickets/ticket.ts';
import { changeTicket, findTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { openTicketOfCall } from './open-ticket.ts';

/**
 * Nobody could be asked how bad it is, since it was us who were away. As in the unverified lane, the doubt is for the
 * caller: a critical emergency that is none costs an engineer a call, the other mistake costs the customer their business.
 */
const UNASKED_SEVERITY: Severity = 1;

/** What a caller said to the carrier's own recorder while we could not serve them. */
export interface LeftMessage {
  /** the carrier's name for the recording */
  recording: string;
  seconds: number;
}

/**
 * A message that was left with the carrier becomes what it would have been with us: it joins the case of its call, or opens
 * one whose clock has run since the first ring. The call's row is locked by whoever calls this, so that a message is
 * merged once.
 */
export async function mergeMessage(
  tx: Tx,
  line: Line,
  call: Call,
  message: LeftMessage,
  now: Date,
): Promise<Ticket> {
  const { recording, seconds } = message;
  await wantRecording(tx, { sid: recording, callId: call.id, seconds }, now);
  const vars = { ...call.visit.vars, recording, 'recording-seconds': String(seconds) };
  const visit = { ...call.visit, vars };
  await changeCall(tx, call.id, { visit });
  const ticket = call.ticketNumber === null ? null : await findTicket(tx, call.ticketNumber);
  return ticket
    ? addToCase(tx, line, ticket, message, now)
    : openCaseOf(tx, line, { ...call, visit }, message, now);
}

async function addToCase(
  tx: Tx,
  line: Line,
  ticket: Ticket,
  { recording, seconds }: LeftMessage,
  now: Date,
): Promise<Ticket> {
  const detail = { recording, seconds };
  await addEvent(tx, ticket.number, { at: now, kind: 'caller-message', actor: 'caller', detail });
  if (ticket.acknowledgedBy !== null)
    await textEngineer(tx, line, ticket.acknowledgedBy, { text: 'message-added', ticket }, now);
  return ticket;
}

async function openCaseOf(
  tx: Tx,
  line: Line,
  call: Call,
  { recording, seconds }: LeftMessage,
  now: Date,
): Promise<Ticket> {
  const severity = (Number(call.visit.vars.severity) || UNASKED_SEVERITY) as Severity;
  const context = { tx, now, call, visit: call.visit };
  const ticket = await openTicketOfCall(line, context, { severity, abandoned: false });
  const detail = { recording, seconds };
  await addEvent(tx, ticket.number, { at: now, kind: 'merged', actor: 'hotline' });
  await addEvent(tx, ticket.number, { at: now, kind: 'described', actor: 'caller', detail });
  await textCustomer(tx, line, { text: 'ticket-merged', ticket }, now);
  return changeTicket(tx, ticket.number, { recordingSid: recording });
}
