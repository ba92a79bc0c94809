import { HotlineError } from '../../platform/errors.ts';
import { type DayMs, dateOf, daysBetween, weekdayOf } from './calendar-date.ts';
import { type CalendarDefinition, calendarFaults } from './calendar-definition.ts';
import { publicHolidays } from './holidays.ts';
import { DAY, MINUTE } from './local-time.ts';
import {
  firstOpenFrom,
  instantAfter,
  type OpenSpan,
  type OpenSpanTable,
  openUpTo,
  spansBetween,
  tabulate,
} from './open-spans.ts';
import { type WallClock, wallClock } from './wall-clock.ts';
import { readWeeklyHours, type WeeklyHours } from './weekly-hours.ts';

/** A business calendar, ready to compute with. */
export interface Calendar {
  /** IANA name */
  readonly timezone: string;
  /**
   * The open spans of one year in UTC, computed when they are first asked for. Spans that cross new year are cut there.
   * @throws HotlineError 'table-too-short' for a year whose rules are not known
   */
  readonly year: (year: number) => OpenSpanTable;
}

/** Outside these years zones and holidays are guesses. The limit also bounds what a calendar may ever hold in memory. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2099;

/** A search for open time gives up after so many years: whatever it found then would not be a promise. */
const HORIZON_YEARS = 10;

/**
 * Makes a calendar of its definition.
 * @throws HotlineError 'bad-directory' with every fault that `calendarFaults` finds
 */
export function compileCalendar(definition: CalendarDefinition): Calendar {
  const faults = calendarFaults(definition);
  if (faults.length > 0) {
    throw new HotlineError('bad-directory', `A calendar can't be used: ${faults.join(' ')}`);
  }
  const clock = wallClock(definition.timezone);
  const { week } = readWeeklyHours(definition.hours);
  const isClosed = closedDays(definition);
  const tables: OpenSpanTable[] = [];

  const year = (asked: number): OpenSpanTable => {
    const known = tables[asked - FIRST_YEAR];
    if (known !== undefined) return known;
    if (!(asked >= FIRST_YEAR && asked <= LAST_YEAR)) {
      throw new HotlineError(
        'table-too-short',
        `Opening hours are known from ${FIRST_YEAR} to ${LAST_YEAR}, not for ${asked}.`,
      );
    }
    const table = tabulate(spansOfYear(clock, week, isClosed, asked));
    tables[asked - FIRST_YEAR] = table;
    return table;
  };
  return { timezone: definition.timezone, year };
}

/** Open from this instant on, were it only for a millisecond. A closing is not open. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  return firstOpenFrom(calendar.year(yearOf(at)), at.getTime()) === at.getTime();
}

/**
 * The instant itself if the calendar is open then, else the next opening.
 * @throws HotlineError 'table-too-short' if nothing opens within ten years
 */
export function nextOpening(calendar: Calendar, at: Date): Date {
  const first = yearOf(at);
  for (let year = first; year <= first + HORIZON_YEARS; year++) {
    const opening = firstOpenFrom(calendar.year(year), at.getTime());
    if (opening !== undefined) return new Date(opening);
  }
  throw nothingAhead(at);
}

/**
 * Spends a duration inside the open spans only. It may run out exactly at a closing, and is due then, not at the next opening.
 * A start outside the spans counts from the next opening. Nothing to spend is due at once: at a closing or inside a span
 * at that instant, else at the next opening, so that adding in parts is always adding at once.
 * @param durationMs whole milliseconds, not negative
 * @throws HotlineError 'table-too-short' if it is not spent within ten years
 */
export function addOpenTime(calendar: Calendar, from: Date, durationMs: number): Date {
  if (!Number.isSafeInteger(durationMs) || durationMs < 0) {
    throw new HotlineError(
      'bad-input',
      `A duration is a whole number of milliseconds from 0 up, not ${durationMs}.`,
    );
  }
  if (durationMs === 0) return endsASpan(calendar, from) ? new Date(from) : nextOpening(calendar, from);
  const first = yearOf(from);
  let wanted = durationMs + openUpTo(calendar.year(first), from.getTime());
  for (let year = first; year <= first + HORIZON_YEARS; year++) {
    const table = calendar.year(year);
    if (wanted <= table.total) return new Date(instantAfter(table, wanted));
    wanted -= table.total;
  }
  throw nothingAhead(from);
}

/** What a calendar answers; null: its opening hours do not reach far enough for an answer. */
export function ifReached<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof HotlineError && error.code === 'table-too-short') return null;
    throw error;
  }
}

/** Milliseconds open between two instants; negative if the second is the earlier one. */
export function openTimeBetween(calendar: Calendar, from: Date, until: Date): number {
  if (until.getTime() < from.getTime()) return -openTimeBetween(calendar, until, from);
  const [first, last] = [yearOf(from), yearOf(until)];
  let open = openUpTo(calendar.year(last), until.getTime());
  for (let year = first; year < last; year++) open += calendar.year(year).total;
  return open - openUpTo(calendar.year(first), from.getTime());
}

/** The open parts of the time between two instants, in order. A span that crosses new year in UTC comes in two parts. */
export function* openSpansBetween(calendar: Calendar, from: Date, until: Date): Generator<OpenSpan> {
  for (let year = yearOf(from); year <= yearOf(until); year++) {
    yield* spansBetween(calendar.year(year), from.getTime(), until.getTime());
  }
}

/** Open just before: inside a span, or exactly at its closing. */
function endsASpan(calendar: Calendar, at: Date): boolean {
  return isOpen(calendar, new Date(at.getTime() - 1));
}

function nothingAhead(from: Date): HotlineError {
  return new HotlineError(
    'table-too-short',
    `The opening hours of the ${HORIZON_YEARS} years after ${from.toISOString()} do not suffice for an answer.`,
  );
}

function yearOf(instant: Date): number {
  const year = instant.getUTCFullYear();
  if (Number.isNaN(year)) throw new HotlineError('bad-input', 'That is not a point in time.');
  return year;
}

function spansOfYear(
  clock: WallClock,
  week: WeeklyHours,
  isClosed: (day: DayMs) => boolean,
  year: number,
): OpenSpan[] {
  const begin = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const spans: OpenSpan[] = [];
  // zones are up to fourteen hours away from UTC, and a span may reach a day further
  for (const day of daysBetween(begin - 3 * DAY, end + DAY)) {
    if (isClosed(day)) continue;
    for (const { fromMinute, untilMinute } of week[weekdayOf(day)] ?? []) {
      const opens = Math.max(begin, clock.instantOf(day + fromMinute * MINUTE));
      const closes = Math.min(end, clock.closesAt(day + untilMinute * MINUTE));
      if (opens < closes) spans.push({ opens, closes });
    }
  }
  return spans;
}

/** Which days no span begins on, whatever the weekly hours say. Holidays are looked up a year at a time. */
function closedDays({ timezone, holidays, closures, open }: CalendarDefinition): (day: DayMs) => boolean {
  const closed = new Set(closures);
  const worked = new Set(open);
  const holidaysOf = holidays === undefined ? () => [] : publicHolidays(holidays, timezone);
  const known = new Map<number, Set<string>>();

  const holidaysIn = (year: number): Set<string> => {
    // one that began in December may last into January
    const dates = known.get(year) ?? new Set([...holidaysOf(year - 1), ...holidaysOf(year)]);
    known.set(year, dates);
    return dates;
  };
  return (day) => {
    const date = dateOf(day);
    if (closed.has(date)) return true;
    return !worked.has(date) && holidaysIn(new Date(day).getUTCFullYear()).has(date);
  };
}
