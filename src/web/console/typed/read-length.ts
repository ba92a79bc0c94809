import { Duration } from 'luxon';

/** The units people write, by the beginning of their word, in German and English. `m` alone is minutes. */
const UNITS: readonly [word: RegExp, unit: 'months' | 'weeks' | 'days' | 'hours' | 'minutes' | 'seconds'][] =
  [
    [/^(mon(at|ate|aten|th|ths)?)$/, 'months'],
    [/^(w|wk|wks|wo|woche|wochen|week|weeks)$/, 'weeks'],
    [/^(d|t|tag|tage|tagen|day|days)$/, 'days'],
    [/^(h|hr|hrs|std|stunde|stunden|hour|hours)$/, 'hours'],
    [/^(m|min|mins|minute|minuten|minutes)$/, 'minutes'],
    [/^(s|sek|sec|secs|sekunde|sekunden|second|seconds)$/, 'seconds'],
  ];

const IN_SECONDS = { weeks: 604_800, days: 86_400, hours: 3_600, minutes: 60, seconds: 1 } as const;

const MAX_TYPED = 60;

/**
 * A length of time as people write it, German or English: `5 minutes`, `5 Min.`, `2 h`, `1,5 Std`, `1 week`, `1 h 30 min`;
 * also ISO 8601.
 * @param bare what a number without a unit counts; null: it cannot be read
 * @returns ISO 8601; what cannot be read is handed back as it was typed, which no schema takes
 */
export function readLength(typed: string, bare: 'minutes' | 'hours' | null = null): string {
  const text = typed.trim().toLowerCase();
  if (text.length > MAX_TYPED) return typed;
  if (/^p[\dt]/.test(text)) return text.toUpperCase();
  if (/^\d+([.,]\d+)?$/.test(text)) return bare === null ? typed : (lengthOf([[text, bare]]) ?? typed);
  const parts = [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)\.?/g)];
  const rest = parts.reduce((left, [part]) => left.replace(part, ''), text);
  if (parts.length === 0 || /[^\s,]|,.*,/.test(rest.replaceAll(/\b(und|and)\b/g, ''))) return typed;
  return lengthOf(parts.map(([, number = '', word = '']) => [number, word])) ?? typed;
}

interface Length {
  months: number;
  days: number;
  seconds: number;
}

function lengthOf(parts: readonly (readonly [number: string, word: string])[]): string | null {
  const total: Length = { months: 0, days: 0, seconds: 0 };
  for (const [number, word] of parts) {
    const part = partOf(Number(number.replace(',', '.')), word);
    if (part === null) return null;
    total.months += part.months;
    total.days += part.days;
    total.seconds += part.seconds;
  }
  return written(total);
}

/** A part of a day is so many hours; of a month nobody can say. */
function partOf(count: number, word: string): Length | null {
  const unit = UNITS.find(([words]) => words.test(word))?.[1];
  const none = { months: 0, days: 0, seconds: 0 };
  if (unit === undefined) return null;
  if (unit === 'months') return Number.isInteger(count) ? { ...none, months: count } : null;
  if (unit === 'weeks' && Number.isInteger(count)) return { ...none, days: count * 7 };
  if (unit === 'days' && Number.isInteger(count)) return { ...none, days: count };
  return { ...none, seconds: Math.round(count * IN_SECONDS[unit]) };
}

function written({ months, days, seconds }: Length): string {
  const clock = [
    [Math.floor(seconds / 3_600), 'H'],
    [Math.floor((seconds % 3_600) / 60), 'M'],
    [seconds % 60, 'S'],
  ];
  const write = (parts: (string | number)[][]) =>
    parts
      .filter(([count]) => count !== 0)
      .map((part) => part.join(''))
      .join('');
  const time = write(clock);
  const date = write([
    [months, 'M'],
    [days, 'D'],
  ]);
  const iso = `P${date}${time === '' ? '' : `T${time}`}`;
  return iso === 'P' ? 'PT0S' : iso;
}

/** A length as `readLength` reads it again: `1 week`, `1 Stunde 30 Minuten`. @param iso what is none is handed back */
export function writeLength(iso: string, locale: string): string {
  const length = Duration.fromISO(iso);
  if (!length.isValid) return iso;
  const { years, months, weeks, days, hours, minutes, seconds } = length;
  if (years > 0) return iso;
  const allDays = weeks * 7 + days;
  const isWeeks = allDays > 0 && allDays % 7 === 0;
  const parts = [
    [months, 'month'],
    [isWeeks ? allDays / 7 : 0, 'week'],
    [isWeeks ? 0 : allDays, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
    [seconds, 'second'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'long',
        useGrouping: false,
        maximumFractionDigits: 6,
      }).format(count),
    );
  return said.length > 0 ? said.join(' ') : iso;
}
