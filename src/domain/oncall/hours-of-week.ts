import type { Stretch } from '../calendar/interval.ts';
import { DAY, type LocalTime, MINUTE, WEEK } from '../calendar/local-time.ts';

/** Spans of a week, in milliseconds since Monday 00:00, sorted and apart from each other. The last may run into the next week. */
export type WeeklyHours = readonly { readonly from: number; readonly until: number }[];

/** What hours that leave nothing out are read as. */
export const WHOLE_WEEK: WeeklyHours = [{ from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY;
const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/;

/**
 * Reads hours as a schedule file names them: days (`mon`, `mon-fri`, `fri-mon`, `sat, sun`) and their spans (`08:00-18:00`;
 * `22:00-06:00` ends on the next day; `00:00-24:00` is the whole day).
 * @returns the hours, and a sentence for each thing that cannot be read
 */
export function parseWeeklyHours(during: Readonly<Record<string, string | readonly string[]>>): {
  hours: WeeklyHours;
  faults: string[];
} {
  const entries = Object.entries(during).map(([dayText, spanTexts]) => {
    const texts = [spanTexts].flat();
    return {
      dayText,
      days: parseDays(dayText),
      spans: texts.map((text) => ({ text, span: parseSpan(text) })),
    };
  });
  const faults = entries.flatMap(({ dayText, days, spans }) => [
    ...(days ? [] : [`"${dayText}" names no days; write for example mon-fri or sat.`]),
    ...spans
      .filter(({ span }) => !span)
      .map(({ text }) => `"${text}" is no span of hours; write for example 08:00-18:00.`),
  ]);
  const weekly = entries.flatMap(({ days = [], spans }) =>
    days.flatMap((day) => spans.flatMap(({ span }) => (span ? [onDay(day, span)] : []))),
  );
  if (weekly.length === 0 && faults.length === 0)
    faults.push('its hours of the week are empty: nobody would be on call.');
  return { hours: joined(weekly), faults };
}

/** Whether a local time lies in the hours, and how long that has been and stays so. */
export function hoursAt(hours: WeeklyHours, local: LocalTime): Stretch<boolean> {
  const monday = Math.floor((local - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
  let from = Number.NEGATIVE_INFINITY;
  for (const week of [monday - WEEK, monday, monday + WEEK]) {
    for (const span of hours) {
      if (local < week + span.from) return { answer: false, from, until: week + span.from };
      if (local < week + span.until)
        return { answer: true, from: week + span.from, until: week + span.until };
      from = week + span.until;
    }
  }
  return { answer: false, from, until: Number.POSITIVE_INFINITY };
}

function parseDays(text: string): number[] | undefined {
  const days = text.toLowerCase().split(',').map(parseDayRange);
  return days.every((range) => range !== undefined) ? days.flat() : undefined;
}

function parseDayRange(text: string): number[] | undefined {
  const [first = '', last = first, ...more] = text.trim().split('-');
  const [from, until] = [DAYS.indexOf(first), DAYS.indexOf(last)];
  if (from < 0 || until < 0 || more.length > 0) return undefined;
  const count = ((until - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => (from + index) % 7);
}

/** From and until of one day's span; `until` of an overnight span lies beyond the day. */
function parseSpan(text: string): { from: number; until: number } | undefined {
  const match = SPAN.exec(text.trim());
  if (!match) return undefined;
  const [hour, minute, untilHour, untilMinute] = match.slice(1).filter((part) => part !== undefined);
  const from = (Number(hour) * 60 + Number(minute)) * MINUTE;
  const until = (Number(untilHour) * 60 + Number(untilMinute)) * MINUTE;
  if (from === until) return undefined;
  return { from, until: until > from ? until : until + DAY };
}

function onDay(day: number, { from, until }: { from: number; until: number }) {
  return { from: day * DAY + from, until: day * DAY + until };
}

/** The hours that lie in at least one of several. */
export function joinHours(all: readonly WeeklyHours[]): WeeklyHours {
  const spans = all.flat();
  return spans.some(({ from }) => from === Number.NEGATIVE_INFINITY) ? WHOLE_WEEK : joined(spans);
}

/** Sorts spans and joins those that overlap or touch, also across the end of the week. */
function joined(spans: readonly { from: number; until: number }[]): WeeklyHours {
  const apart: { from: number; until: number }[] = [];
  for (const span of spans.flatMap(splitAtSunday).toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else apart.push({ ...span });
  }
  const [first, ...rest] = apart;
  const last = apart.at(-1);
  if (first?.from !== 0 || last?.until !== WEEK) return apart;
  if (first === last) return WHOLE_WEEK;
  last.until += first.until;
  return rest;
}

function splitAtSunday({ from, until }: { from: number; until: number }) {
  return until <= WEEK
    ? [{ from, until }]
    : [
        { from, until: WEEK },
        { from: 0, until: until - WEEK },
      ];
}
