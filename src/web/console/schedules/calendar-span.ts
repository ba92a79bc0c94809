import {
  formatLocalTime,
  type LocalTime,
  parseLocalTime,
  WEEK_MS,
} from '../../../domain/calendar/local-time.ts';
import { textOf } from '../form.ts';
import { mondayOf } from './draw-weeks.ts';

/** Which weeks a calendar shows. */
export interface CalendarSpan {
  monday: LocalTime;
  weeks: number;
}

const MONTH = 4;
/** Time zones are guesses outside these years. */
const FORESEEABLE = { first: Date.UTC(1971, 0, 1), last: Date.UTC(2099, 0, 1) };

/** The weeks that an address asks for: `?from=2026-11-23&weeks=1`; four from this one, if it names none. */
export function readCalendarSpan(query: unknown, today: LocalTime): CalendarSpan {
  const from = parseLocalTime(`${textOf(query, 'from')}T00:00`);
  const isForeseeable = from !== undefined && from > FORESEEABLE.first && from < FORESEEABLE.last;
  return {
    monday: mondayOf(isForeseeable ? from : today),
    weeks: textOf(query, 'weeks') === '1' ? 1 : MONTH,
  };
}

/** The query of the calendar some weeks later, or earlier. */
export function spanQuery(
  { monday, weeks }: CalendarSpan,
  { later = 0, show = weeks }: { later?: number; show?: number } = {},
): { from: string; weeks: string } {
  return { from: formatLocalTime(monday + later * WEEK_MS).slice(0, 10), weeks: String(show) };
}
