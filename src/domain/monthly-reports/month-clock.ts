import { wallClock } from '../calendar/wall-clock.ts';
import { monthAfter, monthBegins } from '../duty/month-span.ts';

/** The months of a calendar, each from where the one before ends: every instant lies in one of them. */
export interface MonthClock {
  /** the first midnight of a month such as `2026-11` */
  begins(month: string): Date;
  /** the month that an instant lies in */
  monthAt(at: Date): string;
}

/** @param zoneAt the time zone of the calendar at an instant: a month begins by the zone of its time, whatever it is moved to later */
export function monthClock(zoneAt: (at: Date) => string): MonthClock {
  const begins = (month: string) => {
    const zone = zoneAt(new Date(`${month}-01T00:00:00Z`));
    return new Date(monthBegins(month, wallClock(zone)));
  };
  // zones are less than a month from UTC
  const monthAt = (at: Date) => {
    const inUtc = at.toISOString().slice(0, 7);
    const months = [monthAfter(inUtc, 1), inUtc];
    return months.find((month) => begins(month) <= at) ?? monthAfter(inUtc, -1);
  };
  return { begins, monthAt };
}
