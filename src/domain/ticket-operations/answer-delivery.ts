import { clearTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { MessageStatus } from '../messages/message.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { answerTicket } from './answer-ticket.ts';
import { callInstead } from './call-instead.ts';
import { findPendingAnswer, hasPendingAnswer, settleWrittenAnswer } from './written-answer-store.ts';

/**
 * The carrier says how an SMS fares that may carry an answer. Once it is delivered the customer has the answer, and the
 * clock stops at that instant; if it cannot be, the engineer is rung up to call.
 * @returns whether somebody calls the customer about it now
 */
export async function noteAnswerDelivery(
  work: HotlineWork,
  message: { id: string; status: MessageStatus },
): Promise<boolean> {
  const { tx, now } = work;
  if (message.status !== 'delivered' && message.status !== 'failed') return false;
  const pending = await findPendingAnswer(tx, message.id);
  const ticket = pending && (await lockTicket(tx, pending.ticketNumber));
  if (!pending || !ticket || !isUnanswered(ticket)) return false;
  const delivered = message.status === 'delivered';
  if (!(await settleWrittenAnswer(tx, message.id, delivered ? 'reached' : 'not-delivered', now)))
    return false;
  await clearTimer(tx, 'answer-overdue', message.id);
  const { messageId: _sms, text, ...answer } = pending;
  if (!delivered) {
    if (!(await hasPendingAnswer(tx, ticket.number)))
      await changeTicket(tx, ticket.number, { answerSentAt: null });
    await callInstead(work, answer);
    return true;
  }
  const words = text === null ? {} : { text };
  await answerTicket(work, { ...answer, ...words, reached: 'sms delivered' });
  return false;
}

/** Nobody knows whether an answer has arrived: the engineer is rung up to call. If it arrives after all, it counts. */
export async function answerOverdue(work: HotlineWork, messageId: string): Promise<void> {
  const { tx } = work;
  const pending = await findPendingAnswer(tx, messageId);
  const ticket = pending && (await lockTicket(tx, pending.ticketNumber));
  if (pending && ticket && isUnanswered(ticket)) await callInstead(work, pending);
}
