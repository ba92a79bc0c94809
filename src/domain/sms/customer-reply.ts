import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { isCarriersWord } from '../carrier/opt-words.ts';
import { gatherOrderWords } from '../flow/order-words.ts';
import { closeTicket } from '../ticket-operations/close-ticket.ts';
import { objectToAnswer } from '../ticket-operations/object-to-answer.ts';
import { awaitsVerdict } from '../ticket-operations/signature/ask-for-verdict.ts';
import { confirmSignature, objectToSignature } from '../ticket-operations/signature/customer-verdict.ts';
import { hasAnswerOnItsWay, isUnanswered, type Ticket, wasAnsweredLately } from '../tickets/ticket.ts';
import { findTicket, findUnclosedTickets } from '../tickets/ticket-store.ts';
import { asksForFacts } from '../tickets/timeline-store.ts';
import { addCustomerText, noteCustomerText } from './add-customer-text.ts';
import { type CustomerSms, isOfWriter, isOwnTicket, languageOfWriter } from './customer-sms.ts';
import { judgeText, likedWords } from './judge-text.ts';
import { isQuoteOfOurs } from './kept-text-store.ts';
import { type ParsedReply, parseReply, type Reading } from './order-grammar.ts';
import { isDoubtful } from './order-tail.ts';
import { wordsOf } from './own-text.ts';
import { sendReply } from './send-reply.ts';
import { addAskedTexts, keepAsked, openTo, takeCustomerText } from './take-customer-text.ts';
import { ticketNumbersIn } from './ticket-numbers.ts';

/** Nobody likes an older text. */
const LIKED_MS = 14 * 24 * 60 * 60_000;

/**
 * A customer answers an SMS of ours. `NEIN 4711` takes back a ticket that was opened because their call was cut off; `J` and
 * `N` say whether a released change of signatures helps. A bare word does, if only one ticket can be meant. What was meant as
 * an answer and is none is asked for again; everything else is words for people, see `takeCustomerText`.
 * @returns whether they are asked no more from now on, since they were too often
 */
export async function handleCustomerReply(work: HotlineWork, sms: CustomerSms): Promise<boolean> {
  const { tx, hotline } = work;
  const text = sms.body.slice(0, 1_600).trim();
  const reading = {
    words: gatherOrderWords(hotline.script.prompts.values()),
    names: sms.contacts.map(({ name }) => name),
  };
  const said = parseReply(sms.body, reading);
  const unclosed = await findUnclosedTickets(tx, { customers: sms.customers, callbackNumber: sms.from });
  const asked = findAsked(work, sms, unclosed);
  const ticket = await ticketMeant(tx, sms, said, asked);
  if (ticket && (await takeReply(work, { ticket, said, reading, sms }))) {
    await addAskedTexts(work, sms.from, ticket);
    return false;
  }
  if (isCarriersWord(sms.body)) return false;
  const unsettled = isMeantAsAnswer(text, reading) ? stillAsked(asked, ticket, said) : [];
  if (unsettled.length > 0) {
    // asked for the verdict again, they will give it: nobody need read what was none
    if (ticket) await (awaitsVerdict(ticket) ? noteCustomerText : addCustomerText)(work, ticket, text);
    else if (said.reply === 'unknown') await keepAsked(work, sms);
    return askAgain(work, sms, unsettled);
  }
  return takeCustomerText(work, {
    sms,
    text,
    kind: (await isLike(work, sms, text, reading)) ? 'courtesy' : judgeText(text, reading.words),
    said,
    ticket,
    open: openTo(sms, unclosed, (one) => wasAnsweredLately(one, work.now)),
  });
}

/** Their phone says that they like a text of ours. */
async function isLike({ tx, now }: Work, { from }: CustomerSms, text: string, { words }: Reading) {
  const liked = likedWords(text, words);
  return liked !== null && isQuoteOfOurs(tx, from, liked, new Date(now.getTime() - LIKED_MS));
}

/** What we have asked and an SMS that begins as an answer does has not told us. */
function stillAsked(
  asked: readonly Ticket[],
  ticket: Ticket | null,
  { reply }: ParsedReply,
): readonly Ticket[] {
  return asked.filter(
    (one) => (ticket === null || ticket.number === one.number) && (reply !== 'yes' || awaitsVerdict(one)),
  );
}

/** @returns whether it was the answer to what we asked about the ticket */
async function takeReply(
  work: HotlineWork,
  { ticket, said, reading, sms }: { ticket: Ticket; said: ParsedReply; reading: Reading; sms: CustomerSms },
): Promise<boolean> {
  const { reply, text } = said;
  if (reply === 'unknown') return false;
  if (awaitsVerdict(ticket)) {
    if (text !== '') await noteCustomerText(work, ticket, text);
    await (reply === 'no' ? objectToSignature : confirmSignature)(work, ticket);
    return true;
  }
  if (reply === 'no' && mayBeFact(sms.body, said) && (await asksForFacts(work.tx, ticket))) {
    await addCustomerText(work, ticket, sms.body.trim());
    await askAgain(work, sms, [ticket]);
    return true;
  }
  if (reply === 'no' && (await takeObjection(work, sms, ticket, text))) return true;
  // a promise is dropped only if nothing in the remark speaks against it
  if (reply === 'yes' || !mayTakeBack(ticket, sms) || isDoubtful(text, reading.words)) return false;
  const closing = await closeTicket(work, { ticketNumber: ticket.number, by: 'customer' });
  if (closing.outcome !== 'closed') return false;
  await replyAbout(work, sms, ticket, 'not-needed');
  return true;
}

/**
 * Whose facts were asked for may answer "no": `4711 nein`, with the number first, as they were told, or `Nein` alone. An
 * objection begins as they were told, too: `N 4711`.
 */
function mayBeFact(body: string, { ticket }: ParsedReply): boolean {
  const [first = ''] = body.match(/[\p{L}\p{N}]+/u) ?? [];
  return /^\p{N}/u.test(first) || (ticket === null && first.length > 1);
}

/** @returns whether the "no" was meant for an answer that they have */
async function takeObjection(
  work: HotlineWork,
  sms: CustomerSms,
  ticket: Ticket,
  text: string,
): Promise<boolean> {
  // what they have taken back themselves they have: the same text may come twice
  if (ticket.status === 'closed' && ticket.answeredAt === null && mayTakeBack(ticket, sms)) return false;
  const objection = { ticketNumber: ticket.number, channel: 'sms' as const, text };
  const { outcome } = await objectToAnswer(work, objection);
  if (outcome !== 'not-answered') {
    await replyAbout(work, sms, ticket, outcome === 'closed' ? 'customer-closed' : 'customer-reopened');
    return true;
  }
  // they have objected already: a second no must not take the ticket back
  if (ticket.reopenings === 0) return false;
  if (text !== '') await addCustomerText(work, ticket, text);
  await replyAbout(work, sms, ticket, 'customer-reopened');
  return true;
}

/** The tickets we have asked this person about, or told an answer of. */
function findAsked({ now }: Work, sms: CustomerSms, unclosed: readonly Ticket[]): Ticket[] {
  return unclosed.filter(
    (one) =>
      awaitsVerdict(one) ||
      hasAnswerOnItsWay(one) ||
      wasAnsweredLately(one, now) ||
      (isUnanswered(one) && mayTakeBack(one, sms)),
  );
}

/** Which ticket an SMS is about: the one it names if it is theirs, or the only one we have asked about. */
async function ticketMeant(
  tx: Tx,
  sms: CustomerSms,
  { reply, ticket: named }: ParsedReply,
  asked: readonly Ticket[],
): Promise<Ticket | null> {
  const numbers = reply === 'unknown' ? ticketNumbersIn(sms.body) : named === null ? [] : [named];
  for (const number of numbers) {
    const ticket = await findTicket(tx, number);
    if (ticket && isOfWriter(ticket, sms)) return ticket;
  }
  if (reply !== 'unknown' && named !== null) return null;
  if (reply === 'unknown' && isCarriersWord(sms.body)) return null;
  return asked.length === 1 ? (asked[0] ?? null) : null;
}

/** It begins as an answer does: whoever writes anything else has not been asked. */
function isMeantAsAnswer(text: string, { words }: Reading): boolean {
  return words.replies.has(wordsOf(text)[0] ?? '');
}

/** Says how to answer, so that a "no" in a sentence is not left standing. */
async function askAgain(work: HotlineWork, sms: CustomerSms, asked: readonly Ticket[]): Promise<boolean> {
  const [ticket] = asked;
  if (!ticket) return false;
  const text = asked.length > 1 ? 'which-reply' : questionAbout(ticket);
  const open = asked.map(({ number }) => number).join(', ');
  const vars = { ticket: ticket.number, open };
  const language = languageOfWriter(sms, ticket);
  return sendReply(work, { audience: 'customer', to: sms.from, language, text, vars });
}

function questionAbout(ticket: Ticket): string {
  if (awaitsVerdict(ticket)) return 'which-verdict';
  return ticket.status === 'answered' || hasAnswerOnItsWay(ticket) ? 'which-objection' : 'not-taken-back';
}

async function replyAbout(work: HotlineWork, sms: CustomerSms, ticket: Ticket, text: string): Promise<void> {
  const { number } = ticket;
  const reply = { text, vars: { ticket: number }, ticketNumber: number };
  const language = languageOfWriter(sms, ticket);
  await sendReply(work, { audience: 'customer', to: sms.from, language, ...reply });
}

/** We have asked them whether it is needed at all. */
function mayTakeBack(ticket: Ticket, sms: CustomerSms): boolean {
  return ticket.abandoned && ticket.reopenings === 0 && isOwnTicket(ticket, sms);
}
