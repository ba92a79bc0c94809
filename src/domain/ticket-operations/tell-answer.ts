import type { HotlineWork } from '../calls/hotline.ts';
import { sentence } from '../flow/sentence.ts';
import type { Message } from '../messages/message.ts';
import { cutText } from '../messages/shorten.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { type Actor, wordOf } from '../users/actor.ts';
import type { QualifiedAnswer } from './decide-answered.ts';

/** What a customer is told of an answer, at most: some parts of an SMS. */
const MAX_ANSWER = 450;

/** The texts that tell an answer or a question, with its words and without. */
const TEXTS = {
  'qualified-answer': { words: 'customer-answered', none: 'customer-told' },
  'facts-requested': { words: 'customer-facts', none: 'customer-facts-told' },
} as const;

/**
 * The customer reads who has answered what, or which facts are asked for, and how to object.
 * @returns the SMS, or null if there is no number for one
 */
export async function tellAnswer(
  work: HotlineWork,
  ticket: Ticket,
  { by, how, text }: { by: Actor; how: QualifiedAnswer; text?: string | undefined },
): Promise<Message | null> {
  const { tx } = work;
  const sender = await nameOf(tx, wordOf(by));
  const told = text ? { answer: sentence`${cutText(text, MAX_ANSWER)}.` } : {};
  const words = { text: text ? TEXTS[how].words : TEXTS[how].none, vars: { sender, ...told } };
  return notifyCustomer(work, { ...words, ticket });
}
