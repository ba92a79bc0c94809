/** So many digits are keyed by a drill. */
export const DRILL_DIGITS = 6;

/** A drill begins some seconds after it is due, and takes a minute. Later than this, nothing is known of the line any more. */
export const OVERDUE_MS = 5 * 60_000;

/** How far a drill did not come: the carrier did not take the call, nobody rang here, or the keys were not heard. */
export type DrillFault = 'not-placed' | 'not-rung' | 'not-keyed';

/** A call that the hotline places to its own number, to see that callers get through. */
export interface Drill {
  id: string;
  begunAt: Date;
  /** when the next one is due; what is known of the line holds until then */
  dueAgainAt: Date;
  /** when the carrier may have taken the call; null: it was not asked, or refused */
  placedAt: Date | null;
  rangAt: Date | null;
  /** when its keys were heard, or were given up; null: it is under way */
  endedAt: Date | null;
  /** null: it came through, or is under way */
  fault: DrillFault | null;
  /** whether the supervisors were told of its fault */
  told: boolean;
}

/** Where drills are placed from, and how often. */
export interface DrillLine {
  /** E.164; another number of the account, that nobody calls from */
  number: string;
  everyMs: number;
}
