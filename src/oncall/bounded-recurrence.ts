import ICAL from 'ical.js';

/** How many steps of recurrence a file may still cost; shared by all its events. */
export interface Budget {
  steps: number;
}

/** A rule that took more steps than the budget allowed, or is bound to. */
export class EndlessRecurrence extends Error {}

/** Nobody hands over a rota that often. */
const TOO_OFTEN = ['SECONDLY', 'MINUTELY'];

/**
 * Makes the recurrence rules of an event stop. Rules such as "every seventh day from a Monday, if it is a Tuesday" never
 * find a date, and the library would look for one forever.
 * @throws EndlessRecurrence here or while the dates are looked for
 */
export function boundRecurrence(event: ICAL.Component, budget: Budget): void {
  class BoundedIterator extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      budget.steps -= 1;
      if (budget.steps < 0) throw new EndlessRecurrence();
      return super.check_contracting_rules();
    }
  }
  for (const property of event.getAllProperties('rrule')) {
    const rule = property.getFirstValue() as ICAL.Recur;
    if (TOO_OFTEN.includes(rule.freq)) throw new EndlessRecurrence();
    rule.iterator = (dtstart) => new BoundedIterator({ rule, dtstart });
  }
}
