import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { type Notice, notifyEngineer, notifyHolder, notifySupervisors } from './notify.ts';
import { findOpenPages } from './page-store.ts';

/** Of those who are being paged about a ticket that nobody has, so many read what its customer says. */
const MAX_PAGED_TOLD = 3;

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

async function pagedAbout({ tx }: Work, { number }: Ticket): Promise<string[]> {
  const paged = (await findOpenPages(tx, number)).flatMap(({ engineer }) => engineer ?? []);
  return [...new Set(paged)].slice(0, MAX_PAGED_TOLD);
}
