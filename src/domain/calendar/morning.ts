import { type Calendar, ifReached, nextOpening } from './calendar.ts';
import { DAY, type LocalTime, MINUTE } from './local-time.ts';
import { wallClock } from './wall-clock.ts';

/** The morning of the house begins: nobody is told earlier what can wait for it. */
export const MORNING: LocalTime = 7 * 60 * MINUTE;

/**
 * The next opening from an instant on; where a calendar is open at night, the morning after. One that opens no more has
 * mornings all the same.
 */
export function morningFrom(calendar: Calendar, at: Date): Date {
  const clock = wallClock(calendar.timezone);
  const opening = openingFrom(calendar, at);
  const local = clock.at(opening.getTime());
  const morning = Math.floor(local / DAY) * DAY + MORNING;
  return local >= morning ? opening : openingFrom(calendar, new Date(clock.instantOf(morning)));
}

/** The first morning of a day that lies ahead: of today as long as it has not come, else of a later day. */
export function nextMorning(calendar: Calendar, now: Date): Date {
  const clock = wallClock(calendar.timezone);
  const midnight = Math.floor(clock.at(now.getTime()) / DAY) * DAY;
  const today = morningFrom(calendar, new Date(clock.instantOf(midnight)));
  return today > now ? today : morningFrom(calendar, new Date(clock.instantOf(midnight + DAY)));
}

function openingFrom(calendar: Calendar, at: Date): Date {
  return ifReached(() => nextOpening(calendar, at)) ?? at;
}
