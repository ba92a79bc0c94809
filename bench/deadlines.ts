/**
 * Deadlines a second on the business clock: ours beside the plain loop over days that anybody would write with luxon.
 * Both compute the same deadlines, in turns, so that a busy machine slows both.
 *
 *     npm run bench -- deadlines [--short] [--rounds 9] [--json FILE] [--compare FILE]
 */

import { Readable, Writable } from 'node:stream';
import { DateTime } from 'luxon';
import { runDeadlines } from '../src/cli/support/deadlines.ts';
import { addOpenTime, compileCalendar } from '../src/domain/calendar/calendar.ts';
import type { CalendarDefinition } from '../src/domain/calendar/calendar-definition.ts';
import { publicHolidays } from '../src/domain/calendar/holidays.ts';
import type { Rounds } from './support/figures.ts';
import { measureInTurn } from './support/in-turn.ts';
import type { Scale } from './support/suite.ts';

const OURS_A_ROUND = 1_000_000;
const REFERENCE_A_ROUND = 4_000;
const LINES = 200_000;
const SIX_HOURS_MS = 6 * 3_600_000;
const YEAR_MS = 365 * 24 * 3_600_000;
const BEGIN = Date.UTC(2026, 0, 1);

const munich: CalendarDefinition = {
  timezone: 'Europe/Berlin',
  hours: { 'mon-fri': '09:00-18:00' },
  holidays: 'DE-BY',
  closures: ['2026-12-24', '2026-12-31'],
  open: [],
};

/** Spread over a year, the same for everyone: a stride that shares no factor with it. */
const starts = Array.from(
  { length: 10_007 },
  (_, index) => new Date(BEGIN + ((index * 7_919_777_777) % YEAR_MS)),
);

const calendar = compileCalendar(munich);
const holidaysOf = publicHolidays('DE-BY', 'Europe/Berlin');
const closed = new Set([...munich.closures, ...holidaysOf(2026), ...holidaysOf(2027)]);

/** Day after day: is it worked, and does the rest of the duration fit into it? */
function dayLoop(from: Date, durationMs: number): Date {
  let left = durationMs;
  let day = DateTime.fromJSDate(from, { zone: 'Europe/Berlin' });
  for (;;) {
    const opens = day.set({ hour: 9, minute: 0, second: 0, millisecond: 0 });
    const closes = day.set({ hour: 18, minute: 0, second: 0, millisecond: 0 });
    const begin = DateTime.max(day, opens);
    if (day.weekday <= 5 && !closed.has(day.toISODate() ?? '') && begin < closes) {
      const available = closes.toMillis() - begin.toMillis();
      if (left <= available) return new Date(begin.toMillis() + left);
      left -= available;
    }
    day = day.plus({ days: 1 }).startOf('day');
  }
}

function perSecond(count: number, deadline: (from: Date, durationMs: number) => Date): number {
  const begin = performance.now();
  for (let index = 0; index < count; index++) {
    deadline(starts[index % starts.length] as Date, SIX_HOURS_MS);
  }
  return (count * 1000) / (performance.now() - begin);
}

async function linesPerSecond(count: number): Promise<number> {
  const line = (start: Date) =>
    `${JSON.stringify({ calendar: 'munich', severity: 3, plan: 'enhanced', at: start.toISOString() })}\n`;
  const input = Readable.from(
    (function* () {
      for (let index = 0; index < count; index += 500) {
        yield Array.from({ length: 500 }, (_, step) =>
          line(starts[(index + step) % starts.length] as Date),
        ).join('');
      }
    })(),
  );
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const plans = { enhanced: { response: { 3: { within: 'PT6H', clock: 'business' as const } } } };
  const begin = performance.now();
  await runDeadlines(input, nowhere, { calendars: { munich }, plans });
  return (count * 1000) / (performance.now() - begin);
}

/** Both must say the same before it counts which is faster. */
function checkAlike(): void {
  for (const start of starts.slice(0, 2_000)) {
    const ours = addOpenTime(calendar, start, SIX_HOURS_MS).toISOString();
    const theirs = dayLoop(start, SIX_HOURS_MS).toISOString();
    if (ours !== theirs)
      throw new Error(`${start.toISOString()}: ${ours} here, ${theirs} by the loop over days`);
  }
}

export async function measure({ rounds, isShort }: Scale): Promise<Rounds[]> {
  checkAlike();
  const share = isShort ? 0.05 : 1;
  const reference = async () => perSecond(REFERENCE_A_ROUND * share, dayLoop);
  const service = async () => perSecond(OURS_A_ROUND * share, (from, ms) => addOpenTime(calendar, from, ms));
  return [
    await measureInTurn({ name: 'deadlines a second', better: 'higher' }, { rounds, reference, service }),
    await measureInTurn(
      { name: 'deadlines a second as JSON lines', better: 'higher' },
      { rounds, reference, service: () => linesPerSecond(LINES * share) },
    ),
  ];
}
