import { DAY, type LocalTime } from '../calendar/local-time.ts';
import { type WallClock, wallClock } from '../calendar/wall-clock.ts';
import type { IcalProperty } from './ical-lines.ts';
import { IcalRefusal } from './ical-refusal.ts';

/** What a clock has to tell of the times of a calendar file. */
export type IcalClock = Pick<WallClock, 'instantOf' | 'shownAt'>;

/**
 * A time of a calendar file, whichever way it was written: a date, a local time, one of a named zone, or UTC. Each is an
 * instant by `clock.instantOf(local)`, and only instants are compared; dates begin at midnight of their clock.
 */
export interface IcalTime {
  readonly local: LocalTime;
  readonly clock: IcalClock;
  readonly isDate: boolean;
  /** Whether it names its zone, be it UTC; otherwise it is local wherever it is read. */
  readonly isZoned: boolean;
}

/** Which clock a name means. @throws IcalRefusal for one that nobody knows */
export type ClockOf = (tzid: string) => IcalClock;

export const UTC: IcalClock = wallClock('UTC');

const TIME = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/i;
/** Where the zones of Outlook begin; nobody plans further than the last. */
const FIRST_YEAR = 1600;
const LAST_YEAR = 2199;

/**
 * Reads one time.
 * @param property what it stands in, for its time zone
 * @param local the clock of times without a zone, and of dates
 * @throws IcalRefusal
 */
export function readIcalTime(
  value: string,
  property: IcalProperty,
  { local, clockOf }: { local: IcalClock; clockOf: ClockOf },
): IcalTime {
  const [, year, month, day, hour, minute, second, utc] = TIME.exec(value.trim()) ?? [];
  const fields = [year, month, day, hour ?? 0, minute ?? 0, second ?? 0].map(Number);
  const read = localTimeOf(fields);
  if (year === undefined || read === undefined) throw notATime(property, value);
  if (hour === undefined) return { local: read, clock: local, isDate: true, isZoned: false };
  if (utc) return { local: read, clock: UTC, isDate: false, isZoned: true };
  const tzid = property.params.get('tzid');
  if (tzid === undefined || tzid === '') return { local: read, clock: local, isDate: false, isZoned: false };
  return { local: read, clock: clockOf(tzid), isDate: false, isZoned: true };
}

export function instantOf({ local, clock }: IcalTime): number {
  return clock.instantOf(local);
}

const DURATION = /^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

/** The milliseconds of a DURATION on the wall clock. @throws IcalRefusal */
export function readIcalDuration(value: string, property: IcalProperty): number {
  const found = DURATION.exec(value.trim());
  if (!found || !/\d/.test(value)) throw notATime(property, value);
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map((part) => Number(part ?? 0));
  const total = ((weeks ?? 0) * 7 + (days ?? 0)) * DAY;
  const rest = ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000 + (seconds ?? 0) * 1000;
  return (found[1] === '-' ? -1 : 1) * (total + rest);
}

function localTimeOf(fields: readonly number[]): LocalTime | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined;
  const atMinute = Date.UTC(year, month - 1, day, hour, minute);
  const date = new Date(atMinute);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  // a leap second is where the next minute begins: no clock of ours has it
  return exists && minute < 60 && second <= 60 ? atMinute + second * 1000 : undefined;
}

function notATime({ name, line }: IcalProperty, value: string): IcalRefusal {
  return new IcalRefusal(
    `its ${name.toUpperCase()} in line ${line} says "${value.slice(0, 40)}", which is no time`,
  );
}
