import { DateTime } from 'luxon';
import type { Db } from '../../platform/db/database.ts';
import type { Call } from '../calls/call.ts';
import type { Customer } from '../customers/customer-store.ts';
import { findPlan } from '../plans/rule-store.ts';
import { calendarOf } from '../tickets/ticket-window.ts';

/** The contract is in its term, and the plan has the line. */
export async function mayUseTheLine(db: Db, customer: Customer, now: Date): Promise<boolean> {
  const [plan, { timezone }] = await Promise.all([
    findPlan(db, customer.plan),
    calendarOf(db, customer.calendar),
  ]);
  const today = DateTime.fromJSDate(now, { zone: timezone }).toISODate() ?? '';
  return plan?.phoneLine === true && customer.validFrom <= today && today <= customer.validUntil;
}

/** The same for whoever is in a call: from the first ring on, a contract that ends meanwhile has the line. */
export async function mayUseTheLineSince(
  db: Db,
  customer: Customer,
  { startedAt }: Pick<Call, 'startedAt'>,
  now: Date,
): Promise<boolean> {
  return (await mayUseTheLine(db, customer, now)) || mayUseTheLine(db, customer, startedAt);
}
