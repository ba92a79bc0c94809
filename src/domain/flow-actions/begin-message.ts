import { PROMISE_TEXTS } from '../messages/message.ts';
import { lockMessage } from '../messages/message-store.ts';
import { findSpokenMessage } from '../messages/reach-store.ts';
import { isAwaited } from '../reach/when-to-call.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

const OUTCOMES = {
  promise: { tells: TICKET_VALUES },
  words: { tells: TICKET_VALUES },
  machine: { tells: TICKET_VALUES },
  over: { tells: TICKET_VALUES },
} as const;

/** A call that speaks a message was answered, or its key was pressed: does it still hold, and in which words? */
export const beginMessage = defineAction(OUTCOMES, async (_desk, { tx, now, call, visit }) => {
  const spoken = await findSpokenMessage(tx, call.id);
  const message = spoken === null ? null : await lockMessage(tx, spoken);
  const ticket = call.ticketNumber === null ? null : await findTicket(tx, call.ticketNumber);
  const vars = ticket ? await describeTicket(tx, ticket, now) : {};
  const textName = message?.textName ?? null;
  const isOvertaken = ticket !== null && isAwaited(textName) && !isUnanswered(ticket);
  if (!message || isOvertaken) return { outcome: 'over', vars };
  const told = { ...vars, told: 'yes' };
  // spoken as the promise itself: the number and the deadline as one says them
  if (ticket && textName !== null && PROMISE_TEXTS.includes(textName))
    return { outcome: 'promise', vars: told };
  return { outcome: visit.machine ? 'machine' : 'words', vars: told };
});
