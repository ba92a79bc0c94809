import { compareKeys } from '../../platform/compare-keys.ts';

/*
 * What callers are promised who are not known. The file's check, the rehearsal and the service ask here: a file that was judged
 * by one plan must not be answered by another.
 */

/** The plan that is served first. */
export function planForUnknown(plans: readonly { name: string; priority: number }[]): string | null {
  const [first] = plans.toSorted(
    (one, other) => one.priority - other.priority || compareKeys(one.name, other.name),
  );
  return first?.name ?? null;
}

/** The calendar most customers have; while there is no customer, any. */
export function calendarForUnknown(calendars: readonly { name: string; customers: number }[]): string | null {
  const [first] = calendars.toSorted(
    (one, other) => other.customers - one.customers || compareKeys(one.name, other.name),
  );
  return first?.name ?? null;
}
