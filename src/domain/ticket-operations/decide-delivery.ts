import type { MessageStatus } from '../messages/message.ts';
import type { Decision } from '../tickets/decision.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';

/** What became of the SMS that brings an answer. */
export type DeliveryOutcome = 'reached' | 'not-delivered';

/** What the carrier's word for an SMS says of the answer in it; null: nothing yet. */
export function outcomeOf(status: MessageStatus): DeliveryOutcome | null {
  if (status === 'delivered') return 'reached';
  return status === 'failed' ? 'not-delivered' : null;
}

/** What follows once it is known whether a written answer has arrived. */
export interface DeliveryDecision {
  /** the clock stops, as the customer has their answer; or somebody is rung up to call them */
  next: 'answered' | 'call-instead';
  decision: Decision;
}

/**
 * Once a written answer is delivered the customer has it, and the clock stops at that instant; if it cannot be, the engineer
 * is rung up to call, and it is on its way no more.
 * @param isAnotherOnItsWay whether a further answer of the ticket is
 * @returns null: the ticket is over, and nothing follows
 */
export function decideDelivery(
  ticket: Pick<Ticket, 'status'>,
  outcome: DeliveryOutcome,
  isAnotherOnItsWay: boolean,
): DeliveryDecision | null {
  if (!isUnanswered(ticket)) return null;
  if (outcome === 'reached') return { next: 'answered', decision: {} };
  return { next: 'call-instead', decision: isAnotherOnItsWay ? {} : { change: { answerSentAt: null } } };
}
