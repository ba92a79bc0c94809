import type { Db } from '../../platform/db/database.ts';
import { type Recipient, supervisorsAt } from '../escalation/decide-recipients.ts';
import { findReachable } from '../escalation/find-recipients.ts';
import { supervisorPhones } from '../oncall/supervisors-store.ts';
import { findAcknowledgedNumber } from '../paging/page-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { SUPERVISORS } from '../users/actor.ts';

/**
 * Whoever has a ticket, as somebody who can be rung: an engineer, or the supervisor whose phone took it, as far as that is known.
 * @param phone the number that whoever has it has just written from
 * @returns null: nobody whose number is known, or whoever had it is retired
 */
export async function findHolder(
  db: Db,
  { number, acknowledgedBy }: Pick<Ticket, 'number' | 'acknowledgedBy'>,
  phone?: string,
): Promise<Recipient | null> {
  if (acknowledgedBy === null) return null;
  if (acknowledgedBy !== SUPERVISORS) return findReachable(db, acknowledgedBy);
  const taken = phone ?? (await findAcknowledgedNumber(db, number)) ?? (await supervisorPhones(db))[0];
  return taken === undefined ? null : supervisorsAt([taken]);
}
