import { withdrawTicket } from '../callbacks/withdraw-ticket.ts';
import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import type { Contact } from '../directory/customer-store.ts';
import { confirmSignature, objectToSignature } from '../signatures/customer-verdict.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { findTicket, findUnclosedTickets } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';

/** `NEIN 4711`, `nein danke`, `No.`, `J 4711`: the word, perhaps some more words, perhaps a number, and nothing after it. */
const NO = /^(?:nein|no|n)\b\D*(?<ticket>\d*)[\s.!]*$/i;
const YES = /^(?:ja|j|yes|y)\b\D*(?<ticket>\d*)[\s.!]*$/i;

/** A customer's SMS: who wrote it, and from which number. */
export interface CustomerSms {
  contact: Contact;
  /** E.164 */
  from: string;
  body: string;
}

/**
 * A customer answers an SMS of ours. `NEIN 4711` takes back a case that was opened because their call was cut off; `J` and
 * `N` say whether a released change of signatures helps. A bare word does, if only one case can be meant; anything else
 * about a case of theirs stands on its timeline.
 */
export async function handleCustomerReply(tx: Tx, line: Line, sms: CustomerSms, now: Date): Promise<void> {
  const text = sms.body.slice(0, 1_600).trim();
  const refusal = NO.exec(text)?.groups;
  const consent = YES.exec(text)?.groups;
  const word = refusal ?? consent;
  const ticket = await ticketMeant(tx, sms, word ? word.ticket : /\d{3,}/.exec(text)?.[0]);
  if (!ticket) return;
  if (word && awaitsVerdict(ticket)) {
    await (refusal ? objectToSignature : confirmSignature)(tx, line, ticket, now);
    return;
  }
  if (refusal && mayTakeBack(ticket, sms)) {
    await withdrawTicket(tx, ticket, 'customer', now);
    return;
  }
  await addEvent(tx, ticket.number, { at: now, kind: 'message', actor: 'customer', detail: { text } });
}

async function ticketMeant(tx: Tx, sms: CustomerSms, number: string | undefined): Promise<Ticket | null> {
  const { customerNumber } = sms.contact;
  if (number) {
    const ticket = await findTicket(tx, number);
    return ticket?.customerNumber === customerNumber ? ticket : null;
  }
  if (number === undefined) return null;
  const asked = (await findUnclosedTickets(tx, customerNumber)).filter(
    (one) => awaitsVerdict(one) || (isUnanswered(one) && mayTakeBack(one, sms)),
  );
  return asked.length === 1 ? (asked[0] ?? null) : null;
}

/** The customer was asked whether the released change helps. */
function awaitsVerdict(ticket: Ticket): boolean {
  return ticket.signatureStage === 'released' && ticket.status !== 'closed';
}

/** Whom we asked: the contact of the case, or whoever has the number that is to be called back. */
function mayTakeBack(ticket: Ticket, { contact, from }: CustomerSms): boolean {
  return ticket.abandoned && (ticket.contactId === contact.id || ticket.callbackNumber === from);
}
