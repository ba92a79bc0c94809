import { DateTime } from 'luxon';
import type { Db } from '../../platform/db/database.ts';
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
