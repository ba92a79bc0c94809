import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent, hasTalked } from '../tickets/timeline-store.ts';
import { acknowledge } from './acknowledge.ts';
import { type AnswerOfTicket, answerTicket } from './answer-ticket.ts';
import { callInstead } from './call-instead.ts';
import type { QualifiedAnswer } from './decide-answered.ts';
import { tellAnswer } from './tell-answer.ts';
import { insertWrittenAnswer, isOnItsWay } from './written-answer-store.ts';

/** So long an SMS may take to arrive; then the engineer is asked to call, and it still counts if it arrives. */
const DELIVERY_MS = 3 * 60_000;

/** An answer as somebody gives it. */
export type GivenAnswer = Omit<AnswerOfTicket, 'reached' | 'how'> & {
  how: QualifiedAnswer;
  /** what the customer has it by, if that is known */
  reached?: AnswerOfTicket['reached'];
};

export type Given =
  | { outcome: 'answered' | 'on-its-way' | 'not-delivered' | 'over'; ticket: Ticket }
  | { outcome: 'unknown'; ticket: null };

/**
 * Somebody says that a ticket is answered. The word alone stops no clock: the answer counts where an engineer and the
 * customer have talked, or where the customer has it. Otherwise it is sent by SMS, and counts when it has arrived; where
 * it cannot be sent, the engineer is rung up to call. The customer reads every answer, and how to object.
 */
export async function giveAnswer(work: HotlineWork, answer: GivenAnswer): Promise<Given> {
  const { tx } = work;
  const ticket = await lockTicket(tx, answer.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  if (!isUnanswered(ticket)) return { outcome: 'over', ticket };
  const talked = (await hasTalked(tx, ticket.number)) ? 'joined call' : undefined;
  const reached = talked ?? answer.reached;
  const written = { ...answer, text: answer.text ?? null };
  if (!reached && (await isOnItsWay(tx, written))) return { outcome: 'on-its-way', ticket };
  if (!reached) return sendAnswer(work, answer);
  const given = await answerTicket(work, { ...answer, reached });
  const answered = given.ticket ?? ticket;
  await tellAnswer(work, answered, answer);
  return { outcome: 'answered', ticket: answered };
}

/** Sends an answer that the customer does not have yet. Whoever has written it has the ticket: nobody else is paged meanwhile. */
async function sendAnswer(work: HotlineWork, answer: GivenAnswer): Promise<Given> {
  const { tx, now } = work;
  const { ticketNumber, by, channel, how, text = null } = answer;
  const { ticket } = await acknowledge(work, { ticketNumber, by, channel, hasAnswered: true });
  if (!ticket) return { outcome: 'unknown', ticket: null };
  const detail = { how, channel, ...(text === null ? {} : { text }) };
  await addEvent(tx, ticketNumber, { at: now, kind: 'answer-sent', actor: by, detail });
  const sms = await tellAnswer(work, ticket, answer);
  if (!sms) {
    await callInstead(work, { ticketNumber, by });
    return { outcome: 'not-delivered', ticket };
  }
  await insertWrittenAnswer(tx, { messageId: sms.id, ticketNumber, by, how, channel, text }, now);
  await expectDelivery(work, sms.id);
  return { outcome: 'on-its-way', ticket: await changeTicket(tx, ticketNumber, { answerSentAt: now }) };
}

/** An SMS with an answer is on its way: it is looked at when it should have arrived. */
export async function expectDelivery({ tx, now }: Work, messageId: string): Promise<void> {
  const dueAt = new Date(now.getTime() + DELIVERY_MS);
  await setTimer(tx, { kind: 'answer-overdue', subject: messageId, dueAt });
}
