import fc from 'fast-check';
import { compileCalendar } from '../../../../src/domain/calendar/calendar.ts';
import { type ResponseWindow, respondBy } from '../../../../src/domain/calendar/response-target.ts';
import { munich } from '../calendar/calendars.ts';

const calendar = compileCalendar(munich);

/** The window of a ticket opened at an instant, on either clock. */
export function windowOf(
  opened: string,
  within: string,
  clock: 'always' | 'business' = 'always',
): ResponseWindow {
  return respondBy({ within, clock }, calendar, new Date(opened));
}

export const MINUTE = 60_000;

export function later(from: string | Date, minutes: number): Date {
  return new Date(new Date(from).getTime() + minutes * MINUTE);
}

/** Any window, and an instant from a day before its beginning to three days after its deadline. */
export const anyWindow = fc
  .record({
    opened: fc.date({
      min: new Date('2026-10-01T00:00:00Z'),
      max: new Date('2027-01-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    minutes: fc.integer({ min: 1, max: 3_000 }),
    clock: fc.constantFrom('always' as const, 'business' as const),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ opened, minutes, clock, place }) => {
    const window = windowOf(opened.toISOString(), `PT${minutes}M`, clock);
    const earliest = window.windowFrom.getTime() - 24 * 60 * MINUTE;
    const latest = window.respondBy.getTime() + 72 * 60 * MINUTE;
    return { window, at: new Date(Math.round(earliest + place * (latest - earliest))) };
  });
