import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { awaitsVerdict } from '../ticket-operations/signature/ask-for-verdict.ts';
import { findSentAnswer } from '../ticket-operations/written-answer-store.ts';
import { canBeReopened, hasAnswerOnItsWay, isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { asksForFacts, findLastTold } from '../tickets/timeline-store.ts';
import { addCustomerText, noteCustomerText } from './add-customer-text.ts';
import { type CustomerSms, isOwnTicket, namesOf, onlyContact } from './customer-sms.ts';
import type { TextKind } from './judge-text.ts';
import { fileText, findAskedTexts, isEcho, keepText } from './kept-text-store.ts';
import type { ParsedReply } from './order-grammar.ts';
import { type Receipt, sendReceipt } from './send-receipt.ts';
import { tellOfKept } from './tell-kept.ts';
import { tellNumbers } from './ticket-numbers.ts';

/** So long a text waits for the number of its ticket; then it is a message. */
const ASKED_MS = 15 * 60_000;
/** So long what somebody told a customer is what they answer. */
const IN_MIND_MS = 3 * 24 * 60 * 60_000;
const ECHO_MS = 24 * 60 * 60_000;

/** What a customer wrote that is no answer to a question of ours, and what is known of it. */
export interface CustomerText {
  sms: CustomerSms;
  text: string;
  kind: TextKind;
  /** what it says as an answer */
  said: Pick<ParsedReply, 'reply' | 'ticket' | 'text'>;
  /** the ticket it names, or the one we have asked about; null: neither */
  ticket: Ticket | null;
  /** the tickets of its sender that it can be about */
  open: readonly Ticket[];
}

/**
 * Nothing that a customer writes is lost: it is added to the ticket it is about. Where several can be meant its sender is
 * asked which, and it is kept meanwhile; where none can, it is a message, and the supervisors learn of it.
 * @returns whether its sender gets no more replies from now on
 */
export async function takeCustomerText(work: HotlineWork, written: CustomerText): Promise<boolean> {
  const { sms, kind, open, text } = written;
  const { tx, now } = work;
  const ticket = written.ticket ?? (open.length === 1 ? (open[0] ?? null) : null);
  if (kind === 'nothing') return false;
  if (await isEcho(tx, sms.from, text, new Date(now.getTime() - ECHO_MS))) return false;
  if (ticket) return addTo(work, written, ticket);
  if (kind === 'courtesy') return false;
  if (isBareReply(written) && written.said.ticket === null) return sendReceipt(work, sms, 'text-no-question');
  if (open.length > 0 && kind !== 'automatic') return askWhich(work, written);
  return keepMessage(work, written);
}

async function addTo(work: HotlineWork, written: CustomerText, ticket: Ticket): Promise<boolean> {
  const { sms, kind, text } = written;
  const asked = await addAskedTexts(work, sms.from, ticket);
  await fileText(work.tx, sms.id, ticket.number);
  const isBare = isBareReply(written);
  const isWords = isBare || kind === 'courtesy' ? await isAsked(work, written, ticket) : kind === 'words';
  if (isWords) await addCustomerText(work, ticket, text);
  else if (kind !== 'number' || !asked) await noteCustomerText(work, ticket, text);
  // nobody has asked, and nothing changes: who says no to an open ticket is to know
  if (isBare && !isWords && !asked && written.said.reply === 'no' && isUnanswered(ticket))
    return sendReceipt(work, sms, 'text-no-question', { ticket });
  return (isWords || asked) && sendReceipt(work, sms, await receiptFor(work, ticket), { ticket });
}

/** A yes or a no, and nothing else. */
function isBareReply({ said: { reply, text } }: CustomerText): boolean {
  return reply !== 'unknown' && text === '';
}

/**
 * Whether somebody is to read of a mere yes or no, an OK or a thumb: if they have told the customer something that it may
 * answer, or asked.
 */
async function isAsked({ tx, now }: HotlineWork, written: CustomerText, ticket: Ticket): Promise<boolean> {
  // "Not solved?", they have read, or "Is anything still open?": their yes may be one to that
  if (isBareReply(written) && written.said.reply === 'yes' && canBeReopened(ticket)) return true;
  const told = await findLastTold(tx, ticket.number, new Date(now.getTime() - IN_MIND_MS));
  return told !== null && (isBareReply(written) || told.includes('?'));
}

/** The clock of an answered ticket stands, whatever they write: they read how to object. Facts that were asked for are no objection. */
async function receiptFor({ tx }: HotlineWork, ticket: Ticket): Promise<Receipt> {
  if (ticket.status === 'closed') return 'text-added-closed';
  const sent = hasAnswerOnItsWay(ticket) ? await findSentAnswer(tx, ticket.number) : null;
  if (sent?.how === 'qualified-answer') return 'text-added-answered';
  return ticket.status === 'answered' && !(await asksForFacts(tx, ticket))
    ? 'text-added-answered'
    : 'text-added';
}

/** What was written before its ticket was named goes where it belongs. @returns whether there was anything */
export async function addAskedTexts(work: HotlineWork, from: string, ticket: Ticket): Promise<boolean> {
  const texts = await findAskedTexts(work.tx, from);
  for (const { id, body } of texts) {
    await fileText(work.tx, id, ticket.number);
    await addCustomerText(work, ticket, body.trim());
  }
  return texts.length > 0;
}

/** Keeps a text until its sender says which ticket they mean. */
export async function keepAsked({ tx, now }: HotlineWork, sms: CustomerSms): Promise<void> {
  const { id } = sms;
  await keepText(tx, id, 'asked', onlyContact(sms));
  await setTimer(tx, { kind: 'settle-text', subject: id, dueAt: new Date(now.getTime() + ASKED_MS) });
}

async function askWhich(work: HotlineWork, { sms, open }: CustomerText): Promise<boolean> {
  await keepAsked(work, sms);
  return sendReceipt(work, sms, 'text-which', { open: tellNumbers(open.map(({ number }) => number)) });
}

async function keepMessage(work: HotlineWork, { sms, kind, text }: CustomerText): Promise<boolean> {
  await keepText(work.tx, sms.id, 'message', onlyContact(sms));
  if (kind === 'automatic') return false;
  await tellOfKept(work, { from: sms.from, who: namesOf(sms.contacts), body: text });
  return sendReceipt(work, sms, 'text-kept');
}

/** Which tickets a customer's sentence can be about: their own, else those of their company, as long as somebody sees to them. */
export function openTo(
  sms: CustomerSms,
  unclosed: readonly Ticket[],
  wasAnsweredLately: (ticket: Ticket) => boolean,
): Ticket[] {
  const open = unclosed.filter((one) => isUnanswered(one) || awaitsVerdict(one) || wasAnsweredLately(one));
  const own = open.filter((one) => isOwnTicket(one, sms));
  return own.length > 0 ? own : open;
}
