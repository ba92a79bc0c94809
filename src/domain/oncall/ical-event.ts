import { DAY, type LocalTime } from '../calendar/local-time.ts';
import { type IcalComponent, type IcalProperty, textOfLine } from './ical-lines.ts';
import { IcalRefusal } from './ical-refusal.ts';
import {
  type ClockOf,
  type IcalClock,
  type IcalTime,
  instantOf,
  readIcalDuration,
  readIcalTime,
  UTC,
} from './ical-time.ts';
import { type RecurrenceRule, readRecurrenceRule } from './recurrence-rule.ts';

/** A VEVENT and what it needs to be read. */
export interface IcalEvent {
  readonly component: IcalComponent;
  readonly clockOf: ClockOf;
  /** The schedule's clock: for dates and for times that name no zone. */
  readonly home: IcalClock;
  /** Whether it, or the calendar it stands in, takes an event back. */
  readonly isCancelled: boolean;
}

/** When an event is, and how it repeats. */
export interface Timing {
  readonly start: IcalTime;
  readonly length: Length;
  readonly rules: readonly Rule[];
  readonly extra: readonly { start: IcalTime; length: Length }[];
  readonly excludedRules: readonly Rule[];
  readonly excluded: readonly IcalTime[];
}

/**
 * A length on the wall clock: a night from 20:00 to 08:00 ends at 08:00 also when the clocks are changed, as calendars show
 * it. Only what begins in one zone and ends in another has a fixed length.
 */
export interface Length {
  readonly milliseconds: number;
  readonly isFixed: boolean;
}

/** How an event repeats, its end in the zone of the event. */
export interface Rule extends RecurrenceRule {
  readonly count: number;
  readonly until: IcalTime | undefined;
}

/** @throws IcalRefusal */
export function timingOf(event: IcalEvent): Timing {
  const start = startOf(event);
  const length = lengthOf(event, start);
  if (length.milliseconds <= 0) throw new IcalRefusal('it does not end after its beginning');
  return {
    start,
    length,
    rules: all(event, 'rrule').map((property) => ruleOf(property, event, start)),
    extra: all(event, 'rdate').flatMap((property) =>
      listOf(property).map((value) => extraOf(value, property, { event, start, length })),
    ),
    excludedRules: all(event, 'exrule').map((property) => ruleOf(property, event, start)),
    excluded: all(event, 'exdate').flatMap((property) =>
      listOf(property).map((value) => inSeries(value, property, event, start)),
    ),
  };
}

/** Which occurrence of a series an event takes the place of; null if it is none. */
export function replacedBy(event: IcalEvent, start?: IcalTime): { time: IcalTime; andAfter: boolean } | null {
  const [property] = all(event, 'recurrence-id');
  if (!property) return null;
  const time = start
    ? inSeries(property.value, property, event, start)
    : readIcalTime(property.value, property, { local: event.home, clockOf: event.clockOf });
  return { time, andAfter: property.params.get('range')?.toUpperCase() === 'THISANDFUTURE' };
}

export function all({ component }: IcalEvent, name: string): IcalProperty[] {
  return component.properties.filter((property) => property.name === name);
}

/** The value of the first property of a name, as a text. */
export function textIn(event: IcalEvent, name: string): string {
  const [property] = all(event, name);
  return property ? textOfLine(property) : '';
}

/** @throws IcalRefusal */
export function startOf(event: IcalEvent): IcalTime {
  const [property] = all(event, 'dtstart');
  if (!property) throw new IcalRefusal('it has no beginning');
  return readIcalTime(property.value, property, { local: event.home, clockOf: event.clockOf });
}

function lengthOf(event: IcalEvent, start: IcalTime): Length {
  const [dtend] = all(event, 'dtend');
  if (dtend) {
    const end = readIcalTime(dtend.value, dtend, { local: event.home, clockOf: event.clockOf });
    return lengthBetween(start, end);
  }
  const [duration] = all(event, 'duration');
  if (duration) return durationOf(duration.value, duration);
  return { milliseconds: start.isDate ? DAY : 0, isFixed: false };
}

/** Days and weeks are those of the calendar, hours pass: a day over the change of the clocks is no 24 hours (RFC 5545, 3.3.6). */
function durationOf(value: string, property: IcalProperty): Length {
  return { milliseconds: readIcalDuration(value, property), isFixed: !/[DW]/i.test(value) };
}

function lengthBetween(start: IcalTime, end: IcalTime): Length {
  if (start.clock !== end.clock || start.isDate !== end.isDate) {
    return { milliseconds: instantOf(end) - instantOf(start), isFixed: true };
  }
  const milliseconds = end.local - start.local;
  // the end of a day is the next one, yet many write the same
  return { milliseconds: start.isDate && milliseconds === 0 ? DAY : milliseconds, isFixed: false };
}

function extraOf(
  value: string,
  property: IcalProperty,
  { event, start, length }: { event: IcalEvent; start: IcalTime; length: Length },
): { start: IcalTime; length: Length } {
  const [first = '', second] = value.split('/');
  const begin = inSeries(first, property, event, start);
  if (second === undefined) return { start: begin, length };
  const own = /^[+-]?P/i.test(second)
    ? durationOf(second, property)
    : lengthBetween(begin, inSeries(second, property, event, start));
  if (own.milliseconds <= 0)
    throw new IcalRefusal(`its RDATE in line ${property.line} does not end after its beginning`);
  return { start: begin, length: own };
}

/** In a series, a time that names no zone is one of the zone that the series begins in, unless that is UTC. */
function inSeries(value: string, property: IcalProperty, event: IcalEvent, start: IcalTime): IcalTime {
  const local = start.clock === UTC ? event.home : start.clock;
  return readIcalTime(value, property, { local, clockOf: event.clockOf });
}

/** The last of all days is how some programs write that a series has no end: `99991231T235959Z`. */
const NEVER = /^\s*9999\d{4}(?:T\d{6}Z?)?\s*$/i;

function ruleOf(property: IcalProperty, event: IcalEvent, start: IcalTime): Rule {
  const rule = readRecurrenceRule(property.value);
  const until = rule.until === undefined || NEVER.test(rule.until) ? undefined : rule.until;
  return { ...rule, until: until === undefined ? undefined : inSeries(until, property, event, start) };
}

function listOf({ value }: IcalProperty): string[] {
  return value.split(',').filter((item) => item.trim() !== '');
}

/** The day of a local time, as a number that only equal days share. */
export function dayOf(local: LocalTime): number {
  return Math.floor(local / DAY);
}
