import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findReachable, languageOf } from '../escalation/find-recipients.ts';
import { receiptOfTicket } from '../evidence/find-receipt.ts';
import type { Message } from '../messages/message.ts';
import { writeSms } from '../messages/write-sms.ts';
import { reachOfSupervisors } from '../oncall/supervisors-store.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { laneOf } from '../tickets/urgency.ts';
import { phonesFor } from './decide-channels.ts';

/** What is written: a name under `sms` in voice-flows/prompts/, its values, and the ticket it is about. */
export interface Notice {
  text: string;
  vars?: Record<string, string>;
  ticket?: Ticket;
}

/** Why nothing is written to the customer of a ticket; null: it is. */
export function whyNotWritten({
  callbackNumber,
  verified,
  acknowledgedAt,
}: Pick<Ticket, 'callbackNumber' | 'verified' | 'acknowledgedAt'>): 'no-number' | 'unverified' | null {
  if (callbackNumber === null) return 'no-number';
  return verified || acknowledgedAt !== null ? null : 'unverified';
}

/**
 * Writes to the customer of a ticket, in the ticket's language, where the callback would go. That number is the contract's:
 * whoever could not say who they are must not make us write to it, so nothing is sent before an engineer has looked.
 * Each text may tell the ticket's receipt.
 * @returns null if nothing is sent
 */
export async function notifyCustomer(
  work: HotlineWork,
  words: Notice & { ticket: Ticket },
): Promise<Message | null> {
  const { ticket, text } = words;
  if (ticket.callbackNumber === null || whyNotWritten(ticket) !== null) return null;
  const receipt = await receiptOfTicket(work.tx, ticket.number);
  const vars = { ...(await valuesOf(work, words)), receipt };
  const sms = {
    audience: 'customer' as const,
    to: ticket.callbackNumber,
    language: ticket.language,
    text,
    vars,
  };
  return writeSms(work, { ...sms, ticketNumber: ticket.number, priority: laneOf(ticket) });
}

/** Writes to an engineer, on the first of their phones that takes SMS; nobody writes to one who has left. */
export async function notifyEngineer(work: HotlineWork, key: string, words: Notice): Promise<void> {
  const { tx, hotline } = work;
  const engineer = await findReachable(tx, key);
  const [to] = engineer ? phonesFor(engineer, 'sms') : [];
  if (!engineer || !to) return;
  const vars = await valuesOf(work, words);
  const sms = {
    audience: 'engineer' as const,
    to,
    language: languageOf(hotline, engineer.languages),
    text: words.text,
    vars,
  };
  await writeSms(work, { ...sms, ...aboutTicket(words) });
}

/**
 * Writes to whoever has a ticket, or has answered it; to the supervisors where that is one of them, or
 * somebody who has left.
 */
export async function notifyHolder(work: HotlineWork, name: string, words: Notice): Promise<void> {
  if (await findReachable(work.tx, name)) await notifyEngineer(work, name, words);
  else await notifySupervisors(work, words);
}

/** Writes to every supervisor whose phone takes SMS; the board tells of the others. */
export async function notifySupervisors(work: HotlineWork, words: Notice): Promise<void> {
  const { tx, hotline } = work;
  const vars = await valuesOf(work, words);
  const sms = { audience: 'supervisor' as const, language: languageOf(hotline, []), text: words.text, vars };
  const { phones, optedOut } = await reachOfSupervisors(tx);
  for (const to of phones.filter((phone) => !optedOut.includes(phone)))
    await writeSms(work, { ...sms, ...aboutTicket(words), to });
}

function aboutTicket({ ticket }: Notice): { ticketNumber: string | null; priority: number } {
  return { ticketNumber: ticket?.number ?? null, priority: ticket ? laneOf(ticket) : 0 };
}

async function valuesOf({ tx, now }: Work, { ticket, vars }: Notice): Promise<Record<string, string>> {
  return { ...(ticket ? await describeTicket(tx, ticket, now) : {}), ...vars };
}
