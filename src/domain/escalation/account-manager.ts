import type { Db } from '../../platform/db/database.ts';
import type { AbsenceSpan } from '../oncall/engineers/absence.ts';
import { findAbsencesOf } from '../oncall/engineers/absence-store.ts';
import { decideAccountManager, type Managers } from './decide-recipients.ts';

/** Who looks after a customer at an instant, see `decideAccountManager`. */
export async function accountManagerOf(db: Db, customer: Managers, now: Date): Promise<string | null> {
  return decideAccountManager(customer, await absencesOfManagers(db, customer, now), now);
}

/** The absences of those who look after a customer that are not over at an instant. */
export async function absencesOfManagers(
  db: Db,
  { tam, deputy }: Managers,
  now: Date,
): Promise<AbsenceSpan[]> {
  return findAbsencesOf(
    db,
    [tam, deputy].flatMap((key) => key ?? []),
    now,
  );
}
