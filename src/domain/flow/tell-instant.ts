import { DateTime } from 'luxon';
import { wallClock, whichOfTwo } from '../calendar/wall-clock.ts';
import type { Formats, Prompts } from './prompts.ts';
import { zonesOf } from './reader-zones.ts';
import { putAround } from './sentence.ts';

type Values = Record<string, string>;

/** As people say it: today and tomorrow by these words, any other day by its date; on the hour without minutes. */
export function tellWhen(value: string, { locale, formats }: Prompts, vars: Values): string {
  const at = instantIn(value, locale, vars);
  if (!at.isValid) return value;
  const place = placeOf(at, formats, vars);
  // elsewhere it may be another day by now
  const word = place === '' ? dayWord(at, instantIn(vars.now ?? '', locale, vars), formats) : undefined;
  const day = word ?? at.toFormat(formats.when);
  const time = at.minute === 0 ? (formats['full-hour'] ?? formats.time) : formats.time;
  // older prompts have the time in `when`, and no word for today
  const told = time === undefined ? at.toFormat(formats.when) : `${day} ${at.toFormat(time)}`;
  return told + whichTime(at, formats) + namely(formats.place?.spoken, place);
}

/** Short enough for an SMS, and as true on the day after. */
export function tellShortWhen(value: string, { locale, formats }: Prompts, vars: Values): string {
  const at = instantIn(value, locale, vars);
  if (!at.isValid) return value;
  const place = namely(formats.place?.written, placeOf(at, formats, vars));
  return at.toFormat(formats['short-when']) + whichTime(at, formats) + place;
}

/** A place that needs telling. */
function namely(words: string | undefined, place: string): string {
  return words === undefined || place === '' ? '' : putAround(words, place);
}

/**
 * A time from an instant to that of the variable `until`, short enough for an SMS. What begins or ends with a day is told by
 * the day, the last one included: nobody says that they are away until midnight.
 */
export function tellSpan(value: string, prompts: Prompts, vars: Values): string {
  const { locale, formats } = prompts;
  const [from, until] = [value, vars.until ?? ''].map((end) => instantIn(end, locale, vars));
  const first = tellShortWhen(value, prompts, vars);
  const isByDay = formats.span && from?.isValid && isMidnight(from);
  // the first time says where
  const last = tellShortWhen(vars.until ?? '', prompts, isByDay ? vars : withoutReader(vars));
  if (!formats.span || !from?.isValid || !until?.isValid) return `${first} – ${last}`;
  const { day, on, to } = formats.span;
  const begin = isByDay ? from.toFormat(day) : first;
  const end = isMidnight(until) ? until.minus({ milliseconds: 1 }).toFormat(day) : last;
  return begin === end ? on.replace('#', begin) : to.replace('##', end).replace('#', begin);
}

/** Values for whoever knows by now where a time is meant. */
export function withoutReader({ reader: _known, ...vars }: Values): Values {
  return vars;
}

/** The first instant of a day, also where midnight is skipped, and not the second time that it comes. */
function isMidnight(at: DateTime): boolean {
  return !isSameDay(at.minus({ milliseconds: 1 }), at);
}

/** Up to here what is left is told in minutes; what is further away has a day and a time. */
const MAX_MINUTES = 99;
/** Up to here what is over is told in minutes, then in hours: two at least. */
const MAX_MINUTES_OVER = 119;

/** What is left until a deadline, or how long it has been over: for an SMS, where a minute is `min`. */
export function tellLeft(value: string, prompts: Prompts, vars: Values): string {
  return inWords(value, vars, prompts.formats.left, tellShortWhen(value, prompts, vars));
}

/** The same as a sentence of its own. */
export function tellSpokenLeft(value: string, prompts: Prompts, vars: Values): string {
  return inWords(value, vars, prompts.formats['spoken-left'], tellWhen(value, prompts, vars));
}

function inWords(value: string, vars: Values, words: Formats['left'], told: string): string {
  const minutes = (Date.parse(value) - Date.parse(vars.now ?? '')) / 60_000;
  if (!words) return told;
  const say = (name: keyof typeof words, filling: number | string) => putAround(words[name], String(filling));
  // without a clock the instant has to do
  if (Number.isNaN(minutes) || minutes > MAX_MINUTES) return say('until', told);
  const [left, over] = [Math.ceil(minutes), Math.floor(-minutes)];
  if (left > 0) return say(left === 1 ? 'minute' : 'minutes', left);
  if (over > MAX_MINUTES_OVER) return say('overdue-hours', Math.floor(over / 60));
  return say(over <= 1 ? 'overdue-minute' : 'overdue-minutes', over);
}

/** Whether an instant is still to come; without a clock nothing has passed. @param value may be empty: there is none */
export function isAhead(value: string, { now = '' }: Values): boolean {
  return value !== '' && !(Date.parse(value) <= Date.parse(now));
}

function instantIn(value: string, locale: string, vars: Values): DateTime {
  return DateTime.fromISO(value, { zone: vars.zone ?? 'utc', locale });
}

/** A deadline in an hour that comes twice may look like one that has passed. */
function whichTime(at: DateTime, { twice }: Formats): string {
  const { zoneName } = at;
  const which = twice && zoneName && whichOfTwo(wallClock(zoneName), at.toMillis());
  return which ? ` ${twice[which]}` : '';
}

/** Where a time is meant, if it is another one where its reader is, as far as their number tells; empty: they need no telling. */
function placeOf(at: DateTime, { place }: Formats, { zone, reader }: Values): string {
  if (!place || zone === undefined || reader === undefined) return '';
  if (zonesOf(reader).every((theirs) => at.setZone(theirs).offset === at.offset)) return '';
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return place.names[city] ?? city;
}

function dayWord(at: DateTime, now: DateTime, { today, tomorrow }: Formats): string | undefined {
  if (!now.isValid) return undefined;
  if (isSameDay(at, now)) return today;
  return isSameDay(at, now.plus({ days: 1 })) ? tomorrow : undefined;
}

/** By their dates: Luxon's own `hasSame` takes the hour after midnight for the day before, where that hour comes twice. */
function isSameDay(one: DateTime, other: DateTime): boolean {
  return one.toISODate() === other.toISODate();
}
