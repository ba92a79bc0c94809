import { answerTicket } from '../callbacks/answer-ticket.ts';
import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { cutText } from '../messages/shorten.ts';
import { nameOf } from '../paging/describe-ticket.ts';
import { findPolicy } from '../paging/find-policy.ts';
import { findRecipients } from '../paging/find-recipients.ts';
import { textCustomer, textEngineer, textSupervisors } from '../paging/text-people.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { hasTalked } from '../tickets/timeline.ts';

/** What a customer is told of an answer, at most: some parts of an SMS. */
const MAX_ANSWER = 450;
/** What colleagues are told of it is cut to one part; this bounds the cutting. */
const MAX_QUOTE = 160;

/**
 * An answer that was written: the clock stops. Where nobody has talked with the customer before it, the colleagues on call
 * and the supervisors learn of it at once, and the customer reads what was answered.
 */
export async function answerBySms(
  { tx, line, now }: { tx: Tx; line: Line; now: Date },
  answer: { ticketNumber: string; by: string; text: string; callId?: string },
): Promise<'answered' | 'over' | 'unknown'> {
  const talked = await hasTalked(tx, answer.ticketNumber);
  const given = { ...answer, how: 'qualified-answer', channel: 'sms' } as const;
  const { outcome, ticket } = await answerTicket(tx, given, now);
  if (outcome === 'answered' && !talked) await tellOfAnswer({ tx, line, now }, ticket, answer);
  return outcome;
}

async function tellOfAnswer(
  { tx, line, now }: { tx: Tx; line: Line; now: Date },
  ticket: Ticket,
  { by, text }: { by: string; text: string },
): Promise<void> {
  const vars = { sender: await nameOf(tx, by), quote: cutText(text, MAX_QUOTE) };
  const words = { text: 'answered-by-text', ticket, vars };
  const policy = await findPolicy(tx, ticket.escalation);
  for (const { engineer } of await findRecipients(tx, ticket, policy.steps[0]?.page ?? [], now)) {
    if (engineer !== null && engineer !== by) await textEngineer(tx, line, engineer, words, now);
  }
  await textSupervisors(tx, line, words, now);
  const answer = cutText(text, MAX_ANSWER);
  await textCustomer(tx, line, { text: 'customer-answered', ticket, vars: { answer } }, now);
}
