import type { Db } from '../../platform/db/database.ts';
import type { Recipient } from '../escalation/decide-recipients.ts';
import { findEngineer, supervisorPhones } from '../oncall/engineers/engineer-store.ts';
import { findAcknowledgedNumber } from '../paging/page-store.ts';
import type { Ticket } from '../tickets/ticket.ts';

/**
 * Whoever has a ticket, as somebody who can be rung: an engineer, or the supervisor whose phone took it, as far as that is known.
 * @param phone the number that whoever has it has just written from
 * @returns null: nobody whose number is known
 */
export async function findHolder(
  db: Db,
  { number, acknowledgedBy }: Pick<Ticket, 'number' | 'acknowledgedBy'>,
  phone?: string,
): Promise<Recipient | null> {
  if (acknowledgedBy === null) return null;
  if (acknowledgedBy !== SUPERVISORS) {
    const engineer = await findEngineer(db, acknowledgedBy);
    return engineer && { ...engineer, engineer: engineer.key };
  }
  const [first] = await supervisorPhones(db);
  const taken = phone ?? (await findAcknowledgedNumber(db, number)) ?? first;
  return taken === undefined ? null : { engineer: null, phones: [taken], languages: [], optedOut: [] };
}

/** By what name supervisors have a ticket: which of them is known by their phone only. */
const SUPERVISORS = 'supervisors';
