import type { Duty } from '../../../domain/duty/read-duty.ts';
import type { Words } from '../words/index.ts';
import { cell, type FigureTable } from './figure.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A month of everybody, one line each; a sum is rounded once, at its end. */
export function dutyTable({ people }: Duty, { duty }: Words): FigureTable {
  const { person, standBy, calls, worked, atNight, brokenNights, restBreaches } = duty.columns;
  return {
    heads: [person, duty.key, standBy, calls, worked, atNight, brokenNights, restBreaches],
    rows: people.map((one) => [
      cell(one.name),
      cell(one.engineer),
      cell(hoursOf(one.standByMs)),
      cell(one.calls),
      cell(minutesOf(one.workedMs)),
      cell(minutesOf(one.workedAtNightMs)),
      cell(one.brokenNights),
      cell(one.restBreaches),
    ]),
  };
}

/** Hundredths of an hour. */
function hoursOf(ms: number): number {
  return Math.round((ms / HOUR_MS) * 100) / 100;
}

export function minutesOf(ms: number): number {
  return Math.round(ms / MINUTE_MS);
}
