import { addOpenTime, type Calendar, openTimeBetween } from '../calendar/calendar.ts';
import type { TimeSpan } from '../calendar/time-spans.ts';

/** A clock that says when a page leaves whose place in the window is known. */
export interface TicketClock {
  clock: 'always' | 'business';
  calendar: Calendar;
}

/**
 * When the first ring must be for a page that stands at a place of its ticket's window to leave inside a time. On the business
 * clock a page that would leave at a closing leaves at the next opening.
 * @param spentMs of the window, on the ticket's own clock
 * @param within rings that are asked about; a time that begins or ends beyond them is taken to go on
 */
export function ringTimes(
  { clock, calendar }: TicketClock,
  spentMs: number,
  pages: TimeSpan,
  within: TimeSpan,
): TimeSpan {
  const ringFor = (page: number): number => {
    if (clock === 'always') return clamp(page - spentMs, within);
    if (page <= within.from) return within.from;
    const origin = new Date(within.from);
    const spent = openTimeBetween(calendar, origin, new Date(page)) - spentMs;
    return spent <= 0 ? within.from : clamp(addOpenTime(calendar, origin, spent).getTime(), within);
  };
  return { from: ringFor(pages.from), until: ringFor(pages.until) };
}

function clamp(instant: number, { from, until }: TimeSpan): number {
  return Math.min(until, Math.max(from, instant));
}
