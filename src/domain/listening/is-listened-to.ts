import type { Tx } from '../../platform/db/database.ts';
import { findListenerNow } from './listener-store.ts';

/** Whether somebody listens to a ticket's talk, or is about to: whoever comes into it now has missed the announcement. */
export async function isListenedTo(tx: Tx, ticketNumber: string): Promise<boolean> {
  const listener = await findListenerNow(tx, ticketNumber);
  return listener !== null && listener.announcementId !== null;
}
