import type { Tx } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import type { Message } from '../messages/message.ts';
import { writeSms } from '../messages/write-sms.ts';
import { findEngineer, supervisorPhones } from '../oncall/engineers/engineer-store.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { laneOf } from '../tickets/urgency.ts';

/** What is written: a name under `sms` in voice-flows/prompts/, its values, and the ticket it is about. */
export interface Words {
  text: string;
  vars?: Record<string, string>;
  ticket?: Ticket;
}

/**
 * Writes to the customer of a ticket, in the ticket's language, where the callback would go. That number is the contract's:
 * whoever could not say who they are must not make us write to it, so nothing is sent before an engineer has looked.
 * @returns null if nothing is sent
 @returns null if nothing is sent
 */
export async function notifyCustomer(
  tx: Tx,
  hotline: Hotline,
  words: Words & { ticket: Ticket },
  now: Date,
): Promise<Message | null> {
  const { ticket, text } = words;
  const isLookedAt = ticket.verified || ticket.acknowledgedAt !== null;
  if (ticket.callbackNumber === null || !isLookedAt) return null;
  const vars = await valuesOf(tx, words, now);
  const sms = {
    audience: 'customer' as const,
    to: ticket.callbackNumber,
    language: ticket.language,
    text,
    vars,
  };
  return writeSms(tx, hotline, { ...sms, ticketNumber: ticket.number, priority: laneOf(ticket) }, now);
}

/** Writes to an engineer, on the first of their phones that takes SMS. */
export async function notifyEngineer(
  tx: Tx,
  hotline: Hotline,
  key: string,
  words: Words,
  now: Date,
): Promise<void> {
  const engineer = await findEngineer(tx, key);
  const to = engineer?.phones.find((phone) => !engineer.optedOut.includes(phone));
  if (!engineer || !to) return;
  const vars = await valuesOf(tx, words, now);
  const sms = {
    audience: 'engineer' as const,
    to,
    language: languageOf(hotline, engineer.languages),
    text: words.text,
    vars,
  };
  await writeSms(tx, hotline, { ...sms, ...aboutTicket(words) }, now);
}

/** Writes to every supervisor. */
export async function notifySupervisors(tx: Tx, hotline: Hotline, words: Words, now: Date): Promise<void> {
  const vars = await valuesOf(tx, words, now);
  const sms = { audience: 'supervisor' as const, language: languageOf(hotline, []), text: words.text, vars };
  for (const to of await supervisorPhones(tx)) {
    await writeSms(tx, hotline, { ...sms, ...aboutTicket(words), to }, now);
  }
}

function aboutTicket({ ticket }: Words): { ticketNumber: string | null; priority: number } {
  return { ticketNumber: ticket?.number ?? null, priority: ticket ? laneOf(ticket) : 0 };
}

async function valuesOf(tx: Tx, { ticket, vars }: Words, now: Date): Promise<Record<string, string>> {
  return { ...(ticket ? await describeTicket(tx, ticket, now) : {}), ...vars };
}
