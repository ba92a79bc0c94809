import { type HoursOfWeek, joinHours, parseHoursOfWeek, WHOLE_WEEK } from './hours-of-week.ts';
import type { ScheduleDefinition } from './schedule.ts';

/**
 * The hours of the week in which a schedule has to have somebody on call, if those are not all: of one that
 * `covers: office`, what its layers name. One without such hours is held to cover all of the time, since a gap that is told
 * for nothing is better than one that is not told.
 */
export function officeHours({ covers, layers }: ScheduleDefinition): HoursOfWeek | undefined {
  if (covers !== 'office') return undefined;
  const hours = layers.flatMap(({ during }) => (during ? [parseHoursOfWeek(during).hours] : []));
  return hours.length > 0 ? joinHours(hours) : undefined;
}

/**
 * Whether some schedules together are meant to have nobody on call at some hours of the week. Those of one time zone may
 * fill it together: one for the day, one for the night.
 */
export function leaveHoursOut(schedules: readonly ScheduleDefinition[]): boolean {
  const hours = schedules.map((schedule) => officeHours(schedule) ?? WHOLE_WEEK);
  if (hours.includes(WHOLE_WEEK)) return false;
  const zones = new Set(schedules.map(({ timezone }) => timezone));
  return zones.size > 1 || joinHours(hours) !== WHOLE_WEEK;
}
