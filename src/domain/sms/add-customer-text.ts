import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { notifyEngineer, notifySupervisors } from '../paging/notify.ts';
import { findOpenPages } from '../paging/page-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent, countEvents } from '../tickets/timeline-store.ts';

/** Engineers read so many messages of a ticket in this time; all stand on its timeline. */
const MAX_MESSAGES_TOLD = 12;
const MESSAGES_WITHIN_MS = 10 * 60_000;
/** Of those who are being paged about a ticket that nobody has, so many read what its customer writes. */
const MAX_PAGED_TOLD = 3;

/**
 * What a customer writes stands on the timeline. Whoever has the ticket, or has answered it, reads it at once; as long as
 * nobody has it, those who are being paged do, and where it is closed, the supervisors.
 */
export async function addCustomerText(work: HotlineWork, ticket: Ticket, text: string): Promise<void> {
  const isTold = !(await isToldEnough(work, ticket));
  await noteCustomerText(work, ticket, text);
  if (!isTold) return;
  const words = { text: 'customer-wrote', ticket, vars: { quote: text } };
  if (ticket.status === 'closed') return notifySupervisors(work, words);
  for (const engineer of await readersOf(work, ticket)) await notifyEngineer(work, engineer, words);
}

async function readersOf({ tx }: Work, ticket: Ticket): Promise<string[]> {
  const holder = ticket.acknowledgedBy ?? ticket.answeredBy;
  if (holder !== null) return [holder];
  const paged = (await findOpenPages(tx, ticket.number)).flatMap(({ engineer }) => engineer ?? []);
  return [...new Set(paged)].slice(0, MAX_PAGED_TOLD);
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
