import type { Db } from '../../platform/db/database.ts';
import type { TimeSpan } from '../calendar/time-spans.ts';
import { wallClock } from '../calendar/wall-clock.ts';
import { listEngineersEver } from '../oncall/engineers/engineer-store.ts';
import { restRuleOf } from '../oncall/rest-rule-of.ts';
import { whoIsNamed } from '../oncall/schedule.ts';
import { houseZone } from '../paging/house-zone.ts';
import { listSchedulesSince } from '../plans/rule-store.ts';
import { readWork } from '../relief/work-store.ts';
import { type DutyMonth, dutyMonth } from './duty-month.ts';
import { monthSpan } from './month-span.ts';

/** Work of so long before a month can bring rest that reaches into it. */
const BEFORE_MS = 3 * 24 * 3_600_000;

/** A month of everybody who had duty in it. */
export interface Duty {
  /** `2026-11` */
  month: string;
  /** the time zone by which its days and nights are read */
  zone: string;
  /** the whole month, or what has passed of it */
  span: TimeSpan;
  people: readonly (DutyMonth & { name: string })[];
}

/**
 * Everybody's month, by name. Whoever had no stand-by and did nothing is not in it. Stand-by is read from the schedules as
 * they are written now, and of those that are no more as they were written last.
 * @param month such as `2026-11`
 * @returns null: it is no month, or has not begun
 */
export async function readDuty(db: Db, month: string, now: Date): Promise<Duty | null> {
  const zone = await houseZone(db);
  const clock = wallClock(zone);
  const span = monthSpan(month, clock, now);
  if (!span) return null;
  const [schedules, engineers] = await Promise.all([
    listSchedulesSince(db, new Date(span.from)),
    listEngineersEver(db),
  ]);
  const keys = engineers.map(({ key }) => key);
  const record = { from: new Date(span.from - BEFORE_MS), until: new Date(span.until) };
  const work = await readWork(db, keys, record);
  const people = engineers.flatMap(({ key, name }) => {
    const own = schedules.filter((schedule) => whoIsNamed(schedule).includes(key));
    const rows = work.get(key) ?? { legs: [], held: [], deeds: [] };
    const figures = dutyMonth(key, own, rows, { month: span, clock, rest: restRuleOf(key, own), now });
    return figures.standByMs + figures.workedMs + figures.calls > 0 ? [{ ...figures, name }] : [];
  });
  return { month, zone, span, people };
}
