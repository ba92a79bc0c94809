import type { Db } from '../../platform/db/database.ts';
import type { Customer } from '../customers/customer-store.ts';
import { awayUntil } from '../oncall/engineers/absence-store.ts';

/**
 * Who looks after a customer at an instant: the technical account manager, or the deputy while there is none or they are
 * away. @returns an engineer's key; null if there is nobody, or both are away
 */
export async function accountManagerOf(
  db: Db,
  customer: Pick<Customer, 'tam' | 'deputy'>,
  now: Date,
): Promise<string | null> {
  for (const key of [customer.tam, customer.deputy]) {
    if (key !== null && (await awayUntil(db, key, now)) === null) return key;
  }
  return null;
}
