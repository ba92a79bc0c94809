import { knownZone, wallClock, whichOfTwo } from '../../domain/calendar/wall-clock.ts';
import type { Words } from './words/index.ts';

/**
 * How instants and lengths of time are written for somebody, in their language and in the house's time zone. A time that comes
 * twice, in the night the clocks are put back, is written with its zone: `02:15 CEST`, and an hour later `02:15 CET`.
 */
export interface Format {
  zone: string;
  /** `16:30` */
  time(at: Date): string;
  /** `16:30:05` */
  second(at: Date): string;
  /** `Thu 26 Nov` */
  day(at: Date): string;
  /** `Thu 26 Nov`; of another year than that of `now` with it: `26 Nov 2025` */
  dayOf(at: Date, now: Date): string;
  /** The same with the time, also on the day of `now`: `Thu 26 Nov, 16:30` */
  dayTime(at: Date, now: Date): string;
  /** `Thu 26 Nov, 16:30`; only `16:30` on the day of `now`; of another year with it: `26 Nov 2025, 16:30` */
  moment(at: Date, now: Date): string;
  /** A time of whole days by the first and the last: `Thu 26 Nov – Fri 27 Nov`; any other by its moments. */
  span(time: { from: Date; until: Date }, now: Date): string;
  /** Whether it is on the day of `now`, and its moment a time alone. */
  isSameDay(at: Date, now: Date): boolean;
  /** Until when a time goes: its last day if it ends with that, else its end as a moment. */
  until(at: Date, now: Date): string;
  /** `26 Nov 2026, 16:30:05` */
  full(at: Date): string;
  /** `26 November 2026` */
  date(at: Date): string;
  /** `2026-11-26`, the local day, as date fields of forms have it */
  isoDay(at: Date): string;
}

const formats = new Map<string, Format>();

/** @param zone IANA name */
export function formatFor({ locale }: Pick<Words, 'locale'>, zone: string): Format {
  const key = `${locale} ${zone}`;
  const known = formats.get(key) ?? makeFormat(locale, knownZone(zone));
  formats.set(key, known);
  return known;
}

function makeFormat(locale: string, timeZone: string): Format {
  const by = (options: Intl.DateTimeFormatOptions, of = locale) => {
    const format = new Intl.DateTimeFormat(of, { timeZone, ...options });
    // a page asks for the same now beside each of its rows, and writing it is most of what they cost
    let last = { at: Number.NaN, text: '' };
    return (at: Date) => {
      if (at.getTime() !== last.at) last = { at: at.getTime(), text: format.format(at) };
      return last.text;
    };
  };
  const isTwice = (at: Date) => whichOfTwo(wallClock(timeZone), at.getTime()) !== null;
  const zoned = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', timeZoneName: 'short' });
  const zoneAt = (at: Date) => zoned.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  const timeBy = (options: Intl.DateTimeFormatOptions) => {
    const say = by(options);
    return (at: Date) => (isTwice(at) ? `${say(at)} ${zoneAt(at)}` : say(at));
  };
  const time = timeBy({ hour: '2-digit', minute: '2-digit' });
  const day = by({ weekday: 'short', day: 'numeric', month: 'short' });
  const dayOfYear = by({ day: 'numeric', month: 'short', year: 'numeric' });
  // the one locale that writes dates as forms do
  const iso = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const [isoDay, isoToday] = [by(iso, 'sv-SE'), by(iso, 'sv-SE')];
  const isThisYear = (at: Date, now: Date) => isoDay(at).slice(0, 4) === isoToday(now).slice(0, 4);
  const dayOf = (at: Date, now: Date) => (isThisYear(at, now) ? day : dayOfYear)(at);
  const dayTime = (at: Date, now: Date) => `${dayOf(at, now)}, ${time(at)}`;
  const isSameDay = (at: Date, now: Date) => isoDay(at) === isoToday(now);
  const moment = (at: Date, now: Date) => (isSameDay(at, now) ? time(at) : dayTime(at, now));
  const isMidnight = (at: Date) => isoDay(at) !== isoDay(new Date(at.getTime() - 1));
  const until = (at: Date, now: Date) =>
    isMidnight(at) ? dayOf(new Date(at.getTime() - 1), now) : moment(at, now);
  return {
    zone: timeZone,
    time,
    second: timeBy({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day,
    isoDay,
    dayOf,
    dayTime,
    moment,
    isSameDay,
    until,
    span: ({ from, until: end }, now) => {
      if (!isMidnight(from) || !isMidnight(end)) return `${moment(from, now)} – ${moment(end, now)}`;
      const [first, last] = [dayOf(from, now), until(end, now)];
      return first === last ? first : `${first} – ${last}`;
    },
    date: by({ dateStyle: 'long' }),
    full: timeBy({ dateStyle: 'medium', timeStyle: 'medium' }),
  };
}

const HOUR_S = 3_600;

/** A length of time as it is said: `1 h 30 min`, `45 s`; seconds only where there is no hour. */
export function sayLength(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1_000));
  return sayExactly(total < HOUR_S ? ms : Math.floor(total / 60) * 60_000);
}

/** To the second, for lengths that somebody adds up: `3 h 36 min 35 s`. */
export function sayExactly(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1_000));
  const [hours, minutes, seconds] = [
    Math.floor(total / HOUR_S),
    Math.floor((total % HOUR_S) / 60),
    total % 60,
  ];
  const parts = [
    hours > 0 && `${hours} h`,
    minutes > 0 && `${minutes} min`,
    (total === 0 || seconds > 0) && `${seconds} s`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** A running clock: `4:05`, `1:04:05`. The page goes on counting in the same way. */
export function sayClock(ms: number): string {
  const total = Math.floor(Math.abs(ms) / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor((total % 3_600) / 60), total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
