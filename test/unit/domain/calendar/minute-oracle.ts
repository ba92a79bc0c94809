import { DateTime } from 'luxon';
import type { CalendarDefinition } from '../../../../src/domain/calendar/calendar-definition.ts';

/*
 * Business time as a patient person would count it: look at the clock on the wall every minute, and make a stroke if the
 * office is open. Hopelessly slow and hard to get wrong.
 */

const MINUTE_MS = 60_000;
const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A calendar that names each day by itself, with its holidays written out. */
export interface PlainCalendar extends CalendarDefinition {
  hours: Record<string, string[]>;
}

/** @returns the minute at whose end so many minutes were open */
export function countMinutes(calendar: PlainCalendar, from: Date, minutes: number): Date {
  let instant = from.getTime();
  for (let left = minutes; left > 0; instant += MINUTE_MS) {
    if (officeIsOpen(calendar, instant)) left -= 1;
  }
  return new Date(instant);
}

/** Does the clock show a time inside a span that began today, or inside one that began yesterday? */
export function officeIsOpen(calendar: PlainCalendar, instant: number): boolean {
  const wall = DateTime.fromMillis(instant, { zone: calendar.timezone });
  const minute = wall.hour * 60 + wall.minute;
  const yesterday = wall.minus({ days: 1 });
  return (
    spansOf(calendar, wall).some(({ from, until }) => minute >= from && (minute < until || until < from)) ||
    spansOf(calendar, yesterday).some(({ from, until }) => until < from && minute < until)
  );
}

function spansOf(calendar: PlainCalendar, day: DateTime): { from: number; until: number }[] {
  if (calendar.closures.includes(day.toFormat('yyyy-MM-dd'))) return [];
  return (calendar.hours[NAMES[day.weekday - 1] ?? ''] ?? []).map((span) => {
    const [from = 0, until = 0] = span.split('-').map(minuteOf);
    return { from, until };
  });
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
