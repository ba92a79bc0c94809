import { DAY, type LocalTime, parseLocalTime } from '../../../domain/calendar/local-time.ts';
import { wallClock } from '../../../domain/calendar/wall-clock.ts';
import { localText } from '../../../domain/oncall/local-now.ts';
import type { OverrideDefinition } from '../../../domain/oncall/schedule.ts';
import { isSkipped, isTwice } from '../../../domain/oncall/schedule-faults.ts';
import { textOf } from '../form.ts';

/** What can be wrong with an override that somebody typed; each has its sentence in the words. */
export type OverrideFault = 'engineer' | 'from' | 'until' | 'order' | 'past' | 'skipped' | 'twice' | 'far';

/** The fields as they were typed, to be shown again. */
export type TypedOverride = Record<'engineer' | 'from' | 'until', string>;

/** Longer ones are slips of the pen: a layer says it better. */
const MAX_MS = 366 * DAY;

export function typedOverride(fields: unknown): TypedOverride {
  return {
    engineer: textOf(fields, 'engineer'),
    from: textOf(fields, 'from'),
    until: textOf(fields, 'until'),
  };
}

/**
 * Reads an override from its form. What has been stays as it was: one that is said to begin in the past begins now.
 * @param rules.engineers keys of the engineers in force
 */
export function readOverride(
  { engineer, from, until }: TypedOverride,
  rules: { timezone: string; engineers: ReadonlySet<string>; now: Date },
): { override: OverrideDefinition; fault?: never } | { override?: never; fault: OverrideFault } {
  const [begin, end] = [parseLocalTime(from), parseLocalTime(until)];
  if (!rules.engineers.has(engineer)) return { fault: 'engineer' };
  if (begin === undefined) return { fault: 'from' };
  if (end === undefined) return { fault: 'until' };
  const now = localText(rules.timezone, rules.now);
  const isAhead = from > now;
  const fault =
    spanFault(begin, end, rules.timezone) ??
    (until <= now ? 'past' : undefined) ??
    (isUnclear(isAhead ? [begin, end] : [end], rules.timezone) ? 'twice' : undefined);
  return fault ? { fault } : { override: { engineer, from: isAhead ? from : now, until } };
}

function spanFault(begin: LocalTime, end: LocalTime, timezone: string): OverrideFault | undefined {
  const clock = wallClock(timezone);
  if (end <= begin) return 'order';
  if (end - begin > MAX_MS) return 'far';
  return isSkipped(begin, clock) || isSkipped(end, clock) ? 'skipped' : undefined;
}

/** Of two people who read such a time each may take it for the other one, and nobody is on call in between. */
function isUnclear(times: readonly LocalTime[], timezone: string): boolean {
  return times.some((time) => isTwice(time, wallClock(timezone)));
}
