import type { Db } from '../../platform/db/database.ts';
import { findAbsencesOf } from '../oncall/engineers/absence-store.ts';
import { decideAccountManager, type Managers } from './decide-recipients.ts';

/** Who looks after a customer at an instant, see `decideAccountManager`. */
export async function accountManagerOf(db: Db, customer: Managers, now: Date): Promise<string | null> {
  const keys = [customer.tam, customer.deputy].flatMap((key) => key ?? []);
  return decideAccountManager(customer, await findAbsencesOf(db, keys, now), now);
}
