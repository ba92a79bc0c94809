import { closeTicket } from '../../../domain/ticket-operations/close-ticket.ts';
import { isUnanswered } from '../../../domain/tickets/ticket.ts';
import { lockTicket } from '../../../domain/tickets/ticket-store.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import type { User } from '../../../domain/users/user.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { actorOf } from '../ticket/act-on-ticket.ts';

/**
 * Closes unverified tickets that somebody has ticked, each by itself: one that has been answered meanwhile, or that is
 * verified, is left alone.
 * @returns how many were closed
 */
export async function closeEmergencies(
  database: Database,
  user: User,
  { numbers, text }: { numbers: readonly string[]; text: string },
  now: Date,
): Promise<number> {
  let closed = 0;
  for (const number of new Set(numbers)) {
    if (await database.transaction((tx) => closeOne(tx, user, { number, text }, now))) closed += 1;
  }
  return closed;
}

async function closeOne(
  tx: Tx,
  user: User,
  { number, text }: { number: string; text: string },
  now: Date,
): Promise<boolean> {
  const ticket = await lockTicket(tx, number);
  if (!ticket || ticket.verified || !isUnanswered(ticket)) return false;
  await closeTicket(tx, { ticketNumber: number, by: actorOf(user), text }, now);
  await addAuditEntry(tx, user, { action: 'closed', subject: number, detail: { together: true } }, now);
  return true;
}
