import type { Tx } from '../../platform/db/database.ts';
import { findReachable } from '../escalation/find-recipients.ts';
import { reachOfSupervisors } from '../oncall/supervisors-store.ts';
import { phonesFor } from './decide-channels.ts';
import type { Page } from './page.ts';
import { findOpenPages } from './page-store.ts';

/**
 * Where a page goes whose phone is its person's no more: to the first of those they have by now. Which of the supervisors it
 * was nobody knows any more: it goes to one who is not paged about the ticket yet, if there is one.
 * @returns null: they have none for it
 */
export async function phoneByNow(
  tx: Tx,
  { engineer, ticketNumber, channel }: Pick<Page, 'engineer' | 'ticketNumber' | 'channel'>,
): Promise<string | null> {
  const person = engineer === null ? await reachOfSupervisors(tx) : await findReachable(tx, engineer);
  const phones = person ? phonesFor(person, channel) : [];
  const open = engineer === null ? await findOpenPages(tx, ticketNumber) : [];
  const isPaged = (phone: string) => open.some((page) => page.number === phone && page.channel === channel);
  return phones.find((phone) => !isPaged(phone)) ?? phones[0] ?? null;
}
