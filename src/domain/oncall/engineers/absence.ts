import { DAY, type LocalTime, parseLocalTime } from '../../calendar/local-time.ts';
import { wallClock } from '../../calendar/wall-clock.ts';

/** A time in which an engineer is away. */
export interface Absence {
  id: string;
  /** an engineer's key */
  engineer: string;
  from: Date;
  /** the first instant at which they are back */
  until: Date;
  madeBy: string;
}

export type AbsenceSpan = Pick<Absence, 'engineer' | 'from' | 'until'>;

/** As somebody typed it: days (`2026-12-24`, the last one included) or local times (`2026-12-24T12:00`). */
export interface TypedAbsence {
  engineer: string;
  from: string;
  until: string;
}

/** What can be wrong with an absence that somebody typed. */
export type AbsenceFault = 'engineer' | 'from' | 'until' | 'order' | 'skipped' | 'past' | 'far';

/** Longer is a slip of the pen, or somebody who has left. */
const MAX_DAYS = 366;

/** @param rules.timezone in which days begin and end */
export function readAbsence(
  { engineer, from, until }: TypedAbsence,
  rules: { timezone: string; engineers: ReadonlySet<string>; now: Date },
): { span: AbsenceSpan; fault?: never } | { span?: never; fault: AbsenceFault } {
  if (!rules.engineers.has(engineer)) return { fault: 'engineer' };
  const [begin, last] = [readTime(from), readTime(until)];
  if (begin === undefined) return { fault: 'from' };
  if (last === undefined) return { fault: 'until' };
  const end = until.includes('T') ? last : last + DAY;
  const clock = wallClock(rules.timezone);
  // an end that clocks show twice is the later one: nobody is paged who may be away still
  const span = { from: new Date(clock.instantOf(begin)), until: new Date(clock.closesAt(end)) };
  if (end <= begin) return { fault: 'order' };
  // both stand for the one instant at which the clocks go forward
  if (span.until <= span.from) return { fault: 'skipped' };
  if (span.until <= rules.now) return { fault: 'past' };
  if (end - begin > MAX_DAYS * DAY) return { fault: 'far' };
  return { span: { engineer, ...span } };
}

function readTime(text: string): LocalTime | undefined {
  return parseLocalTime(text.includes('T') ? text : `${text}T00:00`);
}

/** Whether somebody is away at an instant. */
export function isAway(absences: readonly AbsenceSpan[], key: string, at: Date): boolean {
  return absences.some(({ engineer, from, until }) => engineer === key && from <= at && at < until);
}

/** Whether one absence of somebody holds a whole time. */
export function isAwayThroughout(
  absences: readonly AbsenceSpan[],
  key: string,
  { from, until }: Pick<Absence, 'from' | 'until'>,
): boolean {
  return absences.some((away) => away.engineer === key && away.from <= from && until <= away.until);
}

/** When two times overlap; null if they do not. */
export function overlap(
  one: Pick<Absence, 'from' | 'until'>,
  other: Pick<Absence, 'from' | 'until'>,
): { from: Date; until: Date } | null {
  const from = one.from > other.from ? one.from : other.from;
  const until = one.until < other.until ? one.until : other.until;
  return from < until ? { from, until } : null;
}
