import { expect, test } from 'vitest';
import { wallClock } from '../../../../src/domain/calendar/wall-clock.ts';
import { monthSpan } from '../../../../src/domain/duty/month-span.ts';
import { readDaySpan } from '../../../../src/web/console/read-day.ts';
import { readFigureFilter } from '../../../../src/web/console/reports/figure-filter.ts';

test.each([
  ['Europe/Berlin', '2026-10', '2026-10-01', '2026-10-31'],
  ['Africa/Cairo, whose last day of April has no midnight', '2027-04', '2027-04-01', '2027-04-30'],
  ['America/Havana, where November begins twice', '2026-11', '2026-11-01', '2026-11-30'],
])('the days of a month are the month of the report: %s', (place, month, from, until) => {
  const [zone = ''] = place.split(',');
  const later = new Date('2030-01-01T00:00Z');
  const span = monthSpan(month, wallClock(zone), later);
  const [start, end] = [new Date(span?.from ?? 0), new Date(span?.until ?? 0)];
  expect(readDaySpan({ from, until }, zone)).toEqual({ from: start, until: end, isFaulty: false });
  expect(readFigureFilter({ from, until }, zone, later).filter).toMatchObject({ from: start, until: end });
});
