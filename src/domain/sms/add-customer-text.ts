import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { tellReaders } from '../paging/tell-readers.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent, countEvents } from '../tickets/timeline-store.ts';

/** Engineers read so many messages of a ticket in this time; all stand on its timeline. */
const MAX_MESSAGES_TOLD = 12;
const MESSAGES_WITHIN_MS = 10 * 60_000;

/** What a customer writes stands on the timeline, and is read at once by whom it concerns, see `tellReaders`. */
export async function addCustomerText(work: HotlineWork, ticket: Ticket, text: string): Promise<void> {
  const isTold = !(await isToldEnough(work, ticket));
  await noteCustomerText(work, ticket, text);
  if (isTold) await tellReaders(work, { text: 'customer-wrote', ticket, vars: { quote: text } });
}

/** Whether colleagues have read so much of a ticket's customer of late that they are told no more for a while. */
export async function isToldEnough({ tx, now }: Work, ticket: Ticket): Promise<boolean> {
  const since = new Date(now.getTime() - MESSAGES_WITHIN_MS);
  return (await countEvents(tx, ticket.number, 'message', since)) >= MAX_MESSAGES_TOLD;
}

/** The same without telling anybody. */
export async function noteCustomerText({ tx, now }: Work, ticket: Ticket, text: string): Promise<void> {
  await addEvent(tx, ticket.number, { at: now, kind: 'message', actor: 'customer', detail: { text } });
}
