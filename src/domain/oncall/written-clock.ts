import type { LocalTime } from '../calendar/local-time.ts';
import { createWallClock } from '../calendar/wall-clock.ts';
import { type Budget, recurrences } from './bounded-recurrence.ts';
import type { IcalComponent, IcalProperty } from './ical-lines.ts';
import { IcalRefusal } from './ical-refusal.ts';
import { type IcalClock, instantOf, readIcalTime, UTC } from './ical-time.ts';
import { readRecurrenceRule } from './recurrence-rule.ts';

/** From when on a zone is how far ahead of UTC; both in milliseconds. */
interface Change {
  readonly at: number;
  readonly offset: number;
  readonly before: number;
}

/** Rules that began in 1601 are the same since 1970, and nobody plans beyond 2100. */
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(2100, 0, 1);

/** The clock of a zone as its VTIMEZONE writes it (RFC 5545, 3.6.5); undefined if that says nothing, or cannot be read. */
export function writtenClock(zone: IcalComponent, budget: Budget): IcalClock | undefined {
  const observances = zone.components.filter(({ name }) => name === 'standard' || name === 'daylight');
  try {
    const changes = observances
      .flatMap((observance) => changesOf(observance, budget))
      .sort((one, other) => one.at - other.at);
    const [first] = changes;
    return first && createWallClock((instant) => lastUpTo(changes, instant)?.offset ?? first.before);
  } catch (error) {
    if (error instanceof IcalRefusal) return undefined;
    throw error;
  }
}

function changesOf({ properties }: IcalComponent, budget: Budget): Change[] {
  const of = (name: string) => properties.filter((property) => property.name === name);
  const [before, offset] = ['tzoffsetfrom', 'tzoffsetto'].map((name) => offsetOf(of(name)[0]));
  const [dtstart] = of('dtstart');
  if (!dtstart || before === undefined || offset === undefined) return [];
  const start = localOf(dtstart.value, dtstart);
  const extra = of('rdate').flatMap((rdate) => rdate.value.split(',').map((value) => localOf(value, rdate)));
  const ruled = of('rrule').flatMap((rule) => [...onsets(rule, start, before, budget)]);
  // the first onset of a rule is the one that it begins with
  const begins = ruled.length > 0 && start < FIRST ? [] : [start];
  return [...begins, ...extra, ...ruled].map((local) => ({ at: local - before, offset, before }));
}

function* onsets(
  property: IcalProperty,
  start: LocalTime,
  before: number,
  budget: Budget,
): Generator<LocalTime> {
  const rule = readRecurrenceRule(property.value);
  const end = rule.until === undefined ? LAST : instantOfUntil(rule.until, property, before);
  // what is counted is counted from where it begins
  const mayBeginLater = start < FIRST && rule.count === Number.POSITIVE_INFINITY;
  const begin = mayBeginLater ? withYear(start, 1970) : start;
  let count = 1;
  for (const local of recurrences(rule, { local: begin, isDate: false }, LAST, budget)) {
    if (local > begin) count += 1;
    if (count > rule.count || local - before > end) return;
    yield local;
  }
}

function instantOfUntil(until: string, rule: IcalProperty, before: number): number {
  const time = readIcalTime(until, rule, { local: UTC, clockOf: () => UTC });
  return time.isZoned ? instantOf(time) : time.local - before;
}

function withYear(local: LocalTime, year: number): LocalTime {
  return new Date(local).setUTCFullYear(year);
}

function localOf(value: string, property: IcalProperty): LocalTime {
  return readIcalTime(value, property, { local: UTC, clockOf: () => UTC }).local;
}

/** `+0100`, `-0330`, `+005328`. */
function offsetOf(property: IcalProperty | undefined): number | undefined {
  const [, sign, hours, minutes, seconds] =
    /^([+-])(\d{2})(\d{2})(\d{2})?$/.exec(property?.value.trim() ?? '') ?? [];
  if (hours === undefined) return undefined;
  const length = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -length : length;
}

/** Found by halving. */
function lastUpTo(changes: readonly Change[], instant: number): Change | undefined {
  let low = -1;
  let high = changes.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((changes[middle] as Change).at <= instant) low = middle;
    else high = middle - 1;
  }
  return changes[low];
}
