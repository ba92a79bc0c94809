import type { HotlineWork } from '../calls/hotline.ts';
import { findPolicy } from '../escalation/find-policy.ts';
import { findRecipients } from '../escalation/find-recipients.ts';
import { cutText } from '../messages/shorten.ts';
import { notifyEngineer, notifySupervisors } from '../paging/notify.ts';
import { type Given, giveAnswer } from '../ticket-operations/give-answer.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { hasTalked } from '../tickets/timeline-store.ts';

/** What colleagues are told of it is cut to one part; this bounds the cutting. */
const MAX_QUOTE = 160;

/**
 * An answer that was written: it counts once the customer has it. Where nobody has talked with the customer before it, the
 * colleagues on call and the supervisors learn of it at once.
 */
export async function answerBySms(
  work: HotlineWork,
  answer: { ticketNumber: string; by: string; text: string; callId?: string },
): Promise<Given['outcome']> {
  const { tx } = work;
  const talked = await hasTalked(tx, answer.ticketNumber);
  const written = { ...answer, how: 'qualified-answer', channel: 'sms' } as const;
  const { outcome, ticket } = await giveAnswer(work, written);
  if (ticket && outcome !== 'over' && !talked) await tellOfAnswer(work, ticket, answer);
  return outcome;
}

async function tellOfAnswer(
  work: HotlineWork,
  ticket: Ticket,
  { by, text }: { by: string; text: string },
): Promise<void> {
  const { tx, now } = work;
  const vars = { sender: await nameOf(tx, by), quote: cutText(text, MAX_QUOTE) };
  const words = { text: 'answered-by-text', ticket, vars };
  const policy = await findPolicy(tx, ticket.escalation);
  for (const { engineer } of await findRecipients(tx, ticket, policy.steps[0]?.page ?? [], now)) {
    if (engineer !== null && engineer !== by) await notifyEngineer(work, engineer, words);
  }
  await notifySupervisors(work, words);
}
