import type { Call } from '../calls/call.ts';
import { changeCall, isAnonymised } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { severityOf } from '../flow/visit-values.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { knownRecordings, queueRecording, unwantRecordings } from '../recordings/recording-store.ts';
import type { Severity, Ticket } from '../tickets/ticket.ts';
import { changeTicket, findTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { addCallerMessage } from './add-caller-message.ts';
import { openEmergency } from './open-emergency.ts';
import { openTicketFor } from './open-ticket-for.ts';

/**
 * Nobody could be asked how bad it is, since it was us who were away. As in the unverified lane, the doubt is for the
 * caller: a critical emergency that is none costs an engineer a call, the other mistake costs the customer their business.
 */
const UNASKED_SEVERITY: Severity = 1;

/** What a caller said to the carrier's own recorder while we could not serve them. */
interface LeftMessage {
  /** the carrier's name for the recording */
  recording: string;
  seconds: number;
}

/**
 * A message that was left with the carrier becomes what it would have been with us: it joins the case of its call, or that
 * of the same customer or number, or opens one whose clock has run since the first ring. The call's row is locked by
 * whoever calls this, so that a message is merged once, however late it is told of again: the recording itself is the
 * record of that, since what its call keeps may have been erased meanwhile. What somebody said who has been erased is only
 * deleted.
 * @returns null if it is on record already, or of nobody any more
 */
export async function mergeMessage(
  work: HotlineWork,
  call: Call,
  message: LeftMessage,
): Promise<{ ticket: Ticket; isNew: boolean } | null> {
  const { tx, now } = work;
  const { recording, seconds } = message;
  if ((await knownRecordings(tx, [recording])).has(recording)) return null;
  await queueRecording(tx, { sid: recording, callId: call.id, seconds }, now);
  if (await isAnonymised(tx, call.id)) {
    await unwantRecordings(tx, [recording], now);
    return null;
  }
  const vars = { ...call.visit.vars, recording, 'recording-seconds': String(seconds) };
  const visit = { ...call.visit, vars };
  await changeCall(tx, call.id, { visit });
  const known = call.ticketNumber === null ? null : await findTicket(tx, call.ticketNumber);
  const { ticket, isNew } = known
    ? { ticket: known, isNew: false }
    : await openCaseOf(work, { ...call, visit });
  if (isNew) return { ticket: await describe(work, ticket, message), isNew };
  await addCallerMessage(work, ticket, { recording, seconds });
  return { ticket, isNew };
}

async function openCaseOf(
  { tx, hotline, now }: HotlineWork,
  call: Call,
): Promise<{ ticket: Ticket; isNew: boolean }> {
  const severity = severityOf(call.visit.vars) ?? UNASKED_SEVERITY;
  const context = { tx, now, call, visit: call.visit };
  if (call.visit.vars.contact === undefined) {
    const { ticket, isJoined } = await openEmergency(hotline, context, { severity, stated: null });
    return { ticket, isNew: !isJoined };
  }
  const known = { severity, abandoned: false };
  return { ticket: await openTicketFor(hotline, context, call.customerNumber, known), isNew: true };
}

async function describe(
  work: HotlineWork,
  ticket: Ticket,
  { recording, seconds }: LeftMessage,
): Promise<Ticket> {
  const { tx, now } = work;
  const detail = { recording, seconds };
  await addEvent(tx, ticket.number, { at: now, kind: 'merged', actor: 'hotline' });
  await addEvent(tx, ticket.number, { at: now, kind: 'described', actor: 'caller', detail });
  await notifyCustomer(work, { text: 'ticket-merged', ticket });
  return changeTicket(tx, ticket.number, { recordingSid: recording });
}
