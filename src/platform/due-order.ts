import { compareKeys } from './compare-keys.ts';

/** What the place of due work among other due work depends on. */
export interface DueWork {
  /** lower goes first */
  priority: number;
  /** epoch milliseconds */
  dueAt: number;
  /** a ticket's number, or an id, which is longer */
  subject: string;
  kind: string;
}

/**
 * In which order due work is done, as `DUE_ORDER` has it where rows are read: the most urgent first, then what has been due for
 * longest; of equal ones the older ticket, what is decided before what is sent, and what is of one ticket by its name.
 */
export function compareDue(one: DueWork, other: DueWork): number {
  return (
    one.priority - other.priority ||
    one.dueAt - other.dueAt ||
    one.subject.length - other.subject.length ||
    compareKeys(one.subject, other.subject) ||
    compareKeys(one.kind, other.kind)
  );
}
