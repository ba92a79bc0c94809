import { type TimeSpan, unite } from '../calendar/time-spans.ts';
import { decideRecipients, readTarget, type TargetRows } from '../escalation/decide-recipients.ts';
import { shiftsBetween } from '../oncall/shifts.ts';

/**
 * The times in which targets mean an engineer who has a phone. Whom they mean changes only where a shift or an absence begins
 * or ends, so it is asked once between each two.
 * @returns as `unite` leaves them
 */
export function coveredTimes(
  targets: readonly string[],
  people: TargetRows,
  { from, until }: TimeSpan,
): TimeSpan[] {
  const bounds = [from, ...turningPoints(targets, people, { from, until }), until];
  return unite(
    bounds.slice(0, -1).flatMap((begin, index) => {
      const means = decideRecipients(targets, people, new Date(begin));
      const isCovered = means.some(({ engineer, phones }) => engineer !== null && phones.length > 0);
      return isCovered ? [{ from: begin, until: bounds[index + 1] as number }] : [];
    }),
  );
}

/** The instants inside a time at which targets can begin to mean somebody else, in order. */
function turningPoints(targets: readonly string[], people: TargetRows, { from, until }: TimeSpan): number[] {
  const read = targets.map(readTarget);
  const shifts = read.flatMap((target) => {
    const schedule = target.kind === 'schedule' ? people.schedules.get(target.name) : undefined;
    return schedule ? shiftsBetween(schedule, new Date(from), new Date(until)) : [];
  });
  const isManaged = read.some(({ kind }) => kind === 'tam' || kind === 'deputy');
  const absences = isManaged ? people.absences : [];
  const instants = [...shifts, ...absences].flatMap((span) => [span.from.getTime(), span.until.getTime()]);
  return [...new Set(instants)].filter((at) => from < at && at < until).toSorted((one, other) => one - other);
}
