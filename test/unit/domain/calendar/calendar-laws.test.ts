import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addOpenTime,
  type Calendar,
  compileCalendar,
  isOpen,
  nextOpening,
  openTimeBetween,
} from '../../../../src/domain/calendar/calendar.ts';
import { explainOpenTime } from '../../../../src/domain/calendar/spent-time.ts';
import { HOUR_MS } from './calendars.ts';
import { countMinutes, officeIsOpen, type PlainCalendar } from './minute-oracle.ts';

const MINUTE_MS = 60_000;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** None to three spans of whole hours, apart from each other; the last may reach into the night until six. */
const spansOfDay = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 6, max: 24 }), { maxLength: 6 }),
    fc.integer({ min: 1, max: 6 }),
    fc.boolean(),
  )
  .map(([hours, morning, overnight]) => {
    const edges = [...hours].sort((a, b) => a - b);
    const spans: string[] = [];
    for (let index = 0; index + 1 < edges.length; index += 2) {
      spans.push(`${clock(edges[index] ?? 0)}-${clock(edges[index + 1] ?? 0)}`);
    }
    const last = edges.at(-1);
    if (overnight && edges.length % 2 === 1 && last !== undefined && morning < last && last < 24) {
      spans.push(`${clock(last)}-${clock(morning)}`);
    }
    return spans;
  });

const date = fc
  .integer({ min: 0, max: 364 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));

/** Any week that is open at least once, some days closed; in zones that change their clocks and zones that don't. */
const plainCalendar: fc.Arbitrary<PlainCalendar> = fc.record({
  timezone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'),
  hours: fc.tuple(...DAYS.map(() => spansOfDay)).map((week) => ({
    ...Object.fromEntries(DAYS.map((day, index) => [day, week[index] ?? []])),
    wed: ['08:00-17:00'],
  })),
  closures: fc.uniqueArray(date, { maxLength: 12 }),
  open: fc.constant([]),
});

const compiled = plainCalendar.map(compileCalendar);

/** Mostly near what is difficult: changes of the clock, the year's end. */
const instant = fc
  .tuple(
    fc.constantFrom(
      '2026-01-01',
      '2026-03-08',
      '2026-03-29',
      '2026-07-01',
      '2026-10-25',
      '2026-11-01',
      '2026-12-31',
    ),
    fc.integer({ min: -4 * 24 * HOUR_MS, max: 4 * 24 * HOUR_MS }),
  )
  .map(([day, away]) => new Date(Date.parse(day) + away));

const duration = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 60 * HOUR_MS }),
  fc.integer({ min: 1, max: 60 }).map((hours) => hours * HOUR_MS),
);

const MANY = { numRuns: 150 };

describe('laws of business time', () => {
  it('adding in parts is adding at once', () => {
    fc.assert(
      fc.property(compiled, instant, duration, duration, (calendar, from, one, other) => {
        const inParts = addOpenTime(calendar, addOpenTime(calendar, from, one), other);
        expect(inParts).toEqual(addOpenTime(calendar, from, one + other));
      }),
      MANY,
    );
  });

  it('who starts later is never due earlier', () => {
    fc.assert(
      fc.property(compiled, instant, instant, duration, (calendar, one, other, ms) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        expect(addOpenTime(calendar, earlier, ms) <= addOpenTime(calendar, later, ms)).toBe(true);
      }),
      MANY,
    );
  });

  it('a deadline is inside an open span or exactly at its closing', () => {
    fc.assert(
      fc.property(compiled, instant, duration, (calendar, from, ms) => {
        const deadline = addOpenTime(calendar, from, ms);
        expect(isOpen(calendar, deadline) || isOpen(calendar, new Date(deadline.getTime() - 1))).toBe(true);
      }),
      MANY,
    );
  });

  it('what was added is what lies between, and is due no later than any later opening', () => {
    fc.assert(
      fc.property(compiled, instant, duration, (calendar, from, ms) => {
        const deadline = addOpenTime(calendar, from, ms);
        expect(openTimeBetween(calendar, from, deadline)).toBe(ms);
        if (ms > 0) expect(openTimeBetween(calendar, from, new Date(deadline.getTime() - 1))).toBe(ms - 1);
      }),
      MANY,
    );
  });

  it('nothing is open before the next opening', () => {
    fc.assert(
      fc.property(compiled, instant, (calendar, from) => {
        const opening = nextOpening(calendar, from);
        expect(isOpen(calendar, opening)).toBe(true);
        expect(openTimeBetween(calendar, from, opening)).toBe(0);
      }),
      MANY,
    );
  });

  it('the explanation adds up, in order, from the first open moment to the deadline', () => {
    fc.assert(
      fc.property(compiled, instant, fc.integer({ min: 1, max: 60 * HOUR_MS }), (calendar, from, ms) => {
        const days = explainOpenTime(calendar, from, ms);
        expect(days.reduce((sum, day) => sum + day.ms, 0)).toBe(ms);
        expect(days[0]?.from).toEqual(nextOpening(calendar, from));
        expect(days.at(-1)?.until).toEqual(addOpenTime(calendar, from, ms));
        expect(days.map((day) => day.date)).toEqual([...new Set(days.map((day) => day.date))].sort());
        for (const day of days) expect(openTimeBetween(calendar, day.from, day.until)).toBe(day.ms);
      }),
      MANY,
    );
  });

  it('the order in which years are looked up changes nothing', () => {
    fc.assert(
      fc.property(plainCalendar, instant, duration, (definition, from, ms) => {
        const fresh: Calendar = compileCalendar(definition);
        const used = compileCalendar(definition);
        for (const year of [2030, 2027, 2025]) used.year(year);
        expect(addOpenTime(used, from, ms)).toEqual(addOpenTime(fresh, from, ms));
      }),
      { numRuns: 20 },
    );
  });
});

describe('counted minute by minute on the clock on the wall', () => {
  /** A minute that begins on the minute. */
  const minute = instant.map((at) => new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS));

  it('every deadline is the same', () => {
    fc.assert(
      fc.property(
        plainCalendar,
        minute,
        fc.integer({ min: 1, max: 10 * 60 }),
        (definition, from, minutes) => {
          const ours = addOpenTime(compileCalendar(definition), from, minutes * MINUTE_MS);
          expect(ours).toEqual(countMinutes(definition, from, minutes));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('every minute is open or closed alike', () => {
    fc.assert(
      fc.property(
        plainCalendar,
        fc.array(minute, { minLength: 100, maxLength: 100 }),
        (definition, minutes) => {
          const calendar = compileCalendar(definition);
          for (const at of minutes) expect(isOpen(calendar, at)).toBe(officeIsOpen(definition, at.getTime()));
        },
      ),
      { numRuns: 60 },
    );
  });
});
