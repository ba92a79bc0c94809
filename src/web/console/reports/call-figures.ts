import { Info } from 'luxon';
import type { Asked } from './attainment-figures.ts';
import type { CallHour } from './call-hours-store.ts';
import { cell, type Figure } from './figure.ts';
import { week } from './week.ts';

/** When callers ring, by weekday and hour. */
export function callHoursFigure(calls: readonly CallHour[], { words, format }: Asked): Figure {
  const { figures, locale } = words;
  const counts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { weekday, hour, count } of calls) {
    const row = counts[weekday - 1];
    if (row) row[hour] = count;
  }
  const total = calls.reduce((sum, { count }) => sum + count, 0);
  const busiest = calls.toSorted((one, other) => other.count - one.count)[0];
  const long = Info.weekdays('long', { locale });
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return {
    key: 'calls-by-hour',
    title: figures.callHours,
    reading: busiest
      ? figures.busiest(total, long[busiest.weekday - 1] ?? '', busiest.hour)
      : figures.noCalls,
    chart: busiest ? week(Info.weekdays('short', { locale }), counts) : null,
    table: {
      heads: [figures.hourIn(format.zone), ...Info.weekdays('short', { locale })],
      rows: hours.map((hour) => [
        cell(hour, `${String(hour).padStart(2, '0')}:00`),
        ...counts.map((row) => cell(row[hour] ?? 0)),
      ]),
    },
  };
}
