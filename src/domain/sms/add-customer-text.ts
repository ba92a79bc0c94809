import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { isToldEnough, tellReaders } from '../paging/tell-readers.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';

/** What a customer writes stands on the timeline, and is read at once by whom it concerns, see `tellReaders`. */
export async function addCustomerText(work: HotlineWork, ticket: Ticket, text: string): Promise<void> {
  const isTold = !(await isToldEnough(work, ticket));
  await noteCustomerText(work, ticket, text);
  if (isTold) await tellReaders(work, { text: 'customer-wrote', ticket, vars: { quote: text } });
}

/** The same without telling anybody. */
export async function noteCustomerText({ tx, now }: Work, ticket: Ticket, text: string): Promise<void> {
  await addEvent(tx, ticket.number, { at: now, kind: 'message', actor: 'customer', detail: { text } });
}
