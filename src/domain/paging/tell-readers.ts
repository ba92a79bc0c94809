import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { countEvents } from '../tickets/timeline-store.ts';
import { type Notice, notifyEngineer, notifyHolder, notifySupervisors } from './notify.ts';
import { findOpenPages } from './page-store.ts';

/** Of those who are being paged about a ticket that nobody has, so many read what its customer says. */
const MAX_PAGED_TOLD = 3;

/** Engineers read so many messages of a ticket in this time; all stand on its timeline. */
const MAX_MESSAGES_TOLD = 12;
const MESSAGES_WITHIN_MS = 10 * 60_000;

/**
 * A customer has written or said something about a ticket. Whoever has it, or has answered it, reads so at once; as long as
 * nobody has it, those who are being paged do, and where it is closed, the supervisors.
 */
export async function tellReaders(work: HotlineWork, words: Notice & { ticket: Ticket }): Promise<void> {
  const { ticket } = words;
  if (ticket.status === 'closed') return notifySupervisors(work, words);
  const holder = ticket.acknowledgedBy ?? ticket.answeredBy;
  if (holder !== null) return notifyHolder(work, holder, words);
  for (const engineer of await pagedAbout(work, ticket)) await notifyEngineer(work, engineer, words);
}

/** Whether colleagues have read so much of a ticket's customer of late that they are told no more for a while. */
export async function isToldEnough({ tx, now }: Work, ticket: Ticket): Promise<boolean> {
  const since = new Date(now.getTime() - MESSAGES_WITHIN_MS);
  return (await countEvents(tx, ticket.number, 'message', since)) >= MAX_MESSAGES_TOLD;
}

async function pagedAbout({ tx }: Work, { number }: Ticket): Promise<string[]> {
  const paged = (await findOpenPages(tx, number)).flatMap(({ engineer }) => engineer ?? []);
  return [...new Set(paged)].slice(0, MAX_PAGED_TOLD);
}
