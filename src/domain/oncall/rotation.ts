import { Duration } from 'luxon';
import type { Interval } from '../calendar/interval.ts';
import { type LocalTime, MINUTE } from '../calendar/local-time.ts';

/**
 * Whose turn it is. Turns are counted on the wall clock, whatever their length: `P7D` from a Monday 08:00 is handed over
 * each Monday at 08:00, `PT12H` at 08:00 and at 20:00, also on the days on which the clocks are changed. Those turns are then
 * an hour longer or shorter, which is what the people on call expect of "the day shift".
 */
export interface Rotation {
  readonly participants: readonly string[];
  readonly from: LocalTime;
  readonly turn: TurnLength;
}

/** Days and hours are a fixed length on the wall clock, months are not. */
export type TurnLength = { readonly milliseconds: number } | { readonly months: number };

/**
 * Reads an ISO 8601 duration as the length of a turn.
 * @returns undefined unless it is a whole number of minutes, or of months, and longer than nothing
 */
export function parseTurnLength(text: string): TurnLength | undefined {
  const duration = Duration.fromISO(text);
  if (!duration.isValid) return undefined;
  const { years = 0, months = 0, ...fixed } = duration.toObject();
  const wholeMonths = years * 12 + months;
  const milliseconds = Duration.fromObject(fixed).toMillis();
  if (wholeMonths === 0)
    return milliseconds > 0 && milliseconds % MINUTE === 0 ? { milliseconds } : undefined;
  const onlyMonths = milliseconds === 0 && Number.isInteger(wholeMonths) && wholeMonths > 0;
  return onlyMonths ? { months: wholeMonths } : undefined;
}

/**
 * The turn that a local time lies in, with its hand-overs. Takes the same time however long the rotation has been going on.
 * @param local not before the rotation's `from`
 */
export function turnAt(rotation: Rotation, local: LocalTime): Interval<string> {
  const { participants, from, turn } = rotation;
  const turns = 'months' in turn ? wholeMonthTurns(from, turn.months, local) : fixedTurns(from, turn, local);
  const participant = participants[turns % participants.length] as string;
  return { answer: participant, from: handOver(rotation, turns), until: handOver(rotation, turns + 1) };
}

function handOver({ from, turn }: Rotation, turns: number): LocalTime {
  return 'months' in turn ? plusMonths(from, turns * turn.months) : from + turns * turn.milliseconds;
}

function fixedTurns(from: LocalTime, turn: { milliseconds: number }, local: LocalTime): number {
  return Math.floor((local - from) / turn.milliseconds);
}

function wholeMonthTurns(from: LocalTime, months: number, local: LocalTime): number {
  const apart = monthOf(local) - monthOf(from);
  const passed = plusMonths(from, apart) <= local ? apart : apart - 1;
  return Math.floor(passed / months);
}

function monthOf(local: LocalTime): number {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The same day and time some months later, or the last day of a month that has no such day. */
function plusMonths(local: LocalTime, months: number): LocalTime {
  const date = new Date(local);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  date.setUTCDate(Math.min(day, daysOfMonth(date)));
  return date.getTime();
}

function daysOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
