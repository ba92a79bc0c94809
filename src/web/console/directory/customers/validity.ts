import { DateTime } from 'luxon';

/** How a contract stands on a day. */
export type Validity = 'ahead' | 'runs' | 'ends-soon' | 'over';

/** A contract that ends within so many days wants somebody's attention. */
const SOON_DAYS = 60;

/**
 * @param term first and last day, `YYYY-MM-DD`
 * @param today the day it is for the customer
 */
export function validityOf(
  { from, until }: { from: string; until: string },
  today: string,
): { validity: Validity; daysLeft: number } {
  const day = (text: string) => DateTime.fromISO(text, { zone: 'utc' });
  const daysLeft = Math.round(day(until).diff(day(today), 'days').days);
  if (today < from) return { validity: 'ahead', daysLeft };
  if (daysLeft < 0) return { validity: 'over', daysLeft };
  return { validity: daysLeft <= SOON_DAYS ? 'ends-soon' : 'runs', daysLeft };
}
