import type { Db } from '../../platform/db/database.ts';
import { wallClock } from '../calendar/wall-clock.ts';
import { type ScheduleDefinition, whoIsNamed } from '../oncall/schedule.ts';
import { type Resting, restSpans, restUntil } from './decide-rest.ts';
import { workSpans } from './work-spans.ts';
import { readWork } from './work-store.ts';

/** Rest is at most a day, after a night of at most a day: work before that says nothing any more. */
const RECORD_MS = 3 * 24 * 3_600_000;

/**
 * Who of those who take turns in some schedules is in rest at an instant, by the rules of these schedules. Where none of them
 * has a rule, nothing is read.
 */
export async function readResting(
  db: Db,
  schedules: Iterable<ScheduleDefinition>,
  now: Date,
): Promise<Resting> {
  const ruled = [...schedules].flatMap((schedule) =>
    schedule.rest && schedule.rest.rule !== 'off' ? [{ ...schedule, rest: schedule.rest }] : [],
  );
  const people = [...new Set(ruled.flatMap(whoIsNamed))];
  const since = { from: new Date(now.getTime() - RECORD_MS), until: now };
  const resting = new Map<string, Date>();
  for (const [engineer, rows] of await readWork(db, people, since)) {
    const work = workSpans(rows, now);
    const rests = ruled
      .filter((schedule) => whoIsNamed(schedule).includes(engineer))
      .flatMap(({ rest, timezone }) => restSpans(work, rest, wallClock(timezone)));
    const until = restUntil(rests, now);
    if (until) resting.set(engineer, until);
  }
  return resting;
}
