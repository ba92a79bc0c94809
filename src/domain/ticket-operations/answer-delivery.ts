import { clearTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { MessageStatus } from '../messages/message.ts';
import { writeElsewhere } from '../reach/reach-customer.ts';
import { hasAnswerOnItsWay, isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { answerTicket } from './answer-ticket.ts';
import { callInstead } from './call-instead.ts';
import { decideDelivery, outcomeOf } from './decide-delivery.ts';
import { expectDelivery } from './give-answer.ts';
import {
  findPendingAnswer,
  findSentAnswer,
  isAnotherOnItsWay,
  moveWrittenAnswer,
  settleWrittenAnswer,
  type WrittenAnswer,
} from './written-answer-store.ts';

/**
 * The carrier says how an SMS fares that may carry an answer, see `decideDelivery`. As long as another phone of the customer
 * takes an SMS, the answer is still on its way.
 * @returns whether the customer gets it another way now
 */
export async function noteAnswerDelivery(
  work: HotlineWork,
  message: { id: string; status: MessageStatus },
): Promise<boolean> {
  const { tx, now } = work;
  const outcome = outcomeOf(message.status);
  const pending = outcome && (await findPendingAnswer(tx, message.id));
  const ticket = pending && (await lockTicket(tx, pending.ticketNumber));
  if (!outcome || !pending || !ticket) return false;
  const decided = decideDelivery(ticket, outcome, await isAnotherOnItsWay(tx, pending));
  if (decided?.next === 'call-instead' && (await sendElsewhere(work, message.id))) return true;
  if (!decided || !(await settleWrittenAnswer(tx, message.id, outcome, now))) return false;
  await clearTimer(tx, 'answer-overdue', message.id);
  await writeDecision(work, ticket, decided.decision);
  if (decided.next === 'call-instead') {
    await callInstead(work, pending);
    return true;
  }
  await countAnswer(work, pending);
  return false;
}

/**
 * A customer objects to an answer before the carrier has said that it arrived, which may be long after, or never: they have
 * read it, so it counts.
 * @returns the ticket as it is then
 */
export async function noteAnswerRead(work: HotlineWork, ticket: Ticket): Promise<Ticket> {
  const { tx, now } = work;
  const sent = hasAnswerOnItsWay(ticket) ? await findSentAnswer(tx, ticket.number) : null;
  if (!sent || !(await settleWrittenAnswer(tx, sent.messageId, 'reached', now))) return ticket;
  await clearTimer(tx, 'answer-overdue', sent.messageId);
  return (await countAnswer(work, sent)).ticket ?? ticket;
}

async function countAnswer(work: HotlineWork, { messageId: _sms, text, ...answer }: WrittenAnswer) {
  const words = text === null ? {} : { text };
  return answerTicket(work, { ...answer, ...words, reached: 'sms delivered' });
}

async function sendElsewhere(work: HotlineWork, messageId: string): Promise<boolean> {
  const { tx } = work;
  const again = await writeElsewhere(work, messageId);
  if (!again) return false;
  await moveWrittenAnswer(tx, messageId, again.id);
  await clearTimer(tx, 'answer-overdue', messageId);
  await expectDelivery(work, again.id);
  return true;
}

/** Nobody knows whether an answer has arrived: the engineer is rung up to call. If it arrives after all, it counts. */
export async function answerOverdue(work: HotlineWork, messageId: string): Promise<void> {
  const { tx } = work;
  const pending = await findPendingAnswer(tx, messageId);
  const ticket = pending && (await lockTicket(tx, pending.ticketNumber));
  if (pending && ticket && isUnanswered(ticket)) await callInstead(work, pending);
}
