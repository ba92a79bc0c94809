import type { Interval } from '../calendar/interval.ts';
import { DAY, type LocalTime, MINUTE, WEEK_MS } from '../calendar/local-time.ts';
import { type TimeSpan, unite } from '../calendar/time-spans.ts';
import { type HoursByDay, readWeeklyHours } from '../calendar/weekly-hours.ts';

/** Spans of a week, in milliseconds since Monday 00:00, sorted and apart from each other. The last may run into the next week. */
export type HoursOfWeek = readonly Readonly<TimeSpan>[];

/** What hours that leave nothing out are read as. */
export const WHOLE_WEEK: HoursOfWeek = [{ from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }];
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY;

/**
 * Reads the hours of a shift (`22:00-06:00` ends on the next day); spans that overlap are joined.
 * @returns the hours, and a sentence for each thing that cannot be read
 */
export function parseHoursOfWeek(during: HoursByDay): { hours: HoursOfWeek; faults: string[] } {
  const { week, faults } = readWeeklyHours(during);
  const spans = week.flatMap((day, index) =>
    day.map(({ fromMinute, untilMinute }) => ({
      from: index * DAY + fromMinute * MINUTE,
      until: index * DAY + untilMinute * MINUTE,
    })),
  );
  if (spans.length === 0 && faults.length === 0)
    faults.push('its hours of the week are empty: nobody would be on call.');
  return { hours: joined(spans), faults };
}

/** Whether a local time lies in the hours, and how long that has been and stays so. */
export function hoursAt(hours: HoursOfWeek, local: LocalTime): Interval<boolean> {
  const monday = Math.floor((local - FIRST_MONDAY) / WEEK_MS) * WEEK_MS + FIRST_MONDAY;
  let from = Number.NEGATIVE_INFINITY;
  for (const week of [monday - WEEK_MS, monday, monday + WEEK_MS]) {
    for (const span of hours) {
      if (local < week + span.from) return { answer: false, from, until: week + span.from };
      if (local < week + span.until)
        return { answer: true, from: week + span.from, until: week + span.until };
      from = week + span.until;
    }
  }
  return { answer: false, from, until: Number.POSITIVE_INFINITY };
}

/** The hours that lie in at least one of several. */
export function joinHours(all: readonly HoursOfWeek[]): HoursOfWeek {
  const spans = all.flat();
  return spans.some(({ from }) => from === Number.NEGATIVE_INFINITY) ? WHOLE_WEEK : joined(spans);
}

/** Sorts spans and joins those that overlap or touch, also across the end of the week. */
function joined(spans: HoursOfWeek): HoursOfWeek {
  const apart = unite(spans.flatMap(splitAtSunday));
  const [first, ...rest] = apart;
  const last = apart.at(-1);
  if (first?.from !== 0 || last?.until !== WEEK_MS) return apart;
  if (first === last) return WHOLE_WEEK;
  last.until += first.until;
  return rest;
}

function splitAtSunday({ from, until }: TimeSpan): TimeSpan[] {
  return until <= WEEK_MS
    ? [{ from, until }]
    : [
        { from, until: WEEK_MS },
        { from: 0, until: until - WEEK_MS },
      ];
}
