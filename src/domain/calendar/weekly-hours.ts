/** Hours of the week as people write them: `mon-fri`, `fri-mon`, `sat`, `mon,wed` → one or several spans `HH:MM-HH:MM`. */
export type HoursByDay = Readonly<Record<string, string | readonly string[]>>;

/** A span on the wall clock, in minutes since midnight of the day it begins on. Beyond 1440 it reaches into the next day. */
interface WallSpan {
  fromMinute: number;
  untilMinute: number;
}

/** The spans that begin on each weekday, Monday first. */
export type WeeklyHours = readonly (readonly WallSpan[])[];

/** The days of a week as people write them in files, Monday first. */
export const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MINUTES_A_DAY = 24 * 60;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

/** A span as it was written, on the minutes of a week that begins on Monday. */
interface WrittenSpan {
  words: string;
  from: number;
  until: number;
}

/**
 * Reads hours of the week, of a calendar and of a shift alike. Several keys may name the same day: their spans add up.
 * @returns the week, and every fault as a plain sentence (then the week holds only what could be read); and a sentence for
 *   each two spans that overlap, which is a fault where hours are counted, and none where somebody is there
 */
export function readWeeklyHours(hours: HoursByDay): {
  week: WeeklyHours;
  faults: string[];
  overlaps: string[];
} {
  const week: WallSpan[][] = WEEKDAYS.map(() => []);
  const written: WrittenSpan[] = [];
  const faults: string[] = [];
  for (const [key, value] of Object.entries(hours)) {
    const days = readDays(key);
    if (days === undefined)
      faults.push(
        `"${key}" names no days; allowed are ${WEEKDAYS.join(', ')}, ranges like mon-fri, lists like mon,wed.`,
      );
    for (const text of [value].flat()) {
      const span = readSpan(text);
      if (typeof span === 'string') {
        faults.push(`"${text}" (${key}) ${span}.`);
        continue;
      }
      for (const day of days ?? []) {
        week[day]?.push(span);
        const midnight = day * MINUTES_A_DAY;
        written.push({
          words: `${key} ${text}`,
          from: midnight + span.fromMinute,
          until: midnight + span.untilMinute,
        });
      }
    }
  }
  return { week, faults, overlaps: overlapsOf(written) };
}

/** @returns weekdays, 0 is Monday; undefined if the key can't be read */
export function readDays(key: string): number[] | undefined {
  const days = new Set<number>();
  for (const part of key.toLowerCase().split(',')) {
    const [first, last = first, ...more] = part
      .trim()
      .split('-')
      .map((name) => WEEKDAYS.indexOf(name));
    if (first === undefined || last === undefined || first < 0 || last < 0 || more.length > 0)
      return undefined;
    const count = ((last - first + 7) % 7) + 1;
    for (let step = 0; step < count; step++) days.add((first + step) % 7);
  }
  return [...days];
}

/** @returns the span, or what is wrong with it as the rest of a sentence */
function readSpan(text: string): WallSpan | string {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text.trim());
  if (match === null) return 'is not a span; write it like 09:00-18:00';
  const [fromHour = 0, fromMinutes = 0, untilHour = 0, untilMinutes = 0] = match.slice(1).map(Number);
  const fromMinute = fromHour * 60 + fromMinutes;
  const untilMinute = untilHour * 60 + untilMinutes;
  if (fromMinutes > 59 || untilMinutes > 59 || untilMinute > MINUTES_A_DAY) {
    return 'has a time that no clock shows; the last one is 24:00';
  }
  if (fromMinute >= MINUTES_A_DAY) return 'opens when the day is over; write 00:00 on the next day';
  if (fromMinute === untilMinute) return 'is empty; a whole day is 00:00-24:00';
  return { fromMinute, untilMinute: untilMinute < fromMinute ? untilMinute + MINUTES_A_DAY : untilMinute };
}

function overlapsOf(written: readonly WrittenSpan[]): string[] {
  const inOrder = [...written].sort((a, b) => a.from - b.from);
  const faults = new Set<string>();
  inOrder.forEach((span, index) => {
    const next = inOrder[index + 1];
    const following = next ?? inOrder[0];
    if (following === undefined || following === span) return;
    const followingFrom = next === undefined ? following.from + MINUTES_A_WEEK : following.from;
    if (followingFrom < span.until) faults.add(`${span.words} and ${following.words} overlap.`);
  });
  return [...faults];
}
