import type { Db } from '../../platform/db/database.ts';
import { findEngineers, listEngineers } from '../oncall/engineers/engineer-store.ts';
import { whoIsOnCall } from '../oncall/on-call.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { wholeShiftsBetween } from '../oncall/shifts.ts';
import { LEVELS, type Readiness, type ReadinessFault } from './decide-readiness.ts';
import { readReadiness } from './read-readiness.ts';

/** A shift of somebody who may not be reached in it. */
export interface ShiftAtRisk {
  engineer: string;
  name: string;
  schedule: string;
  zone: string;
  from: Date;
  until: Date;
  readiness: Readiness;
  /** what makes it so, the gravest first */
  faults: ReadinessFault[];
}

/** Languages are advice, which is not asked for here. */
const ANY_LANGUAGE: ReadonlySet<string> = new Set();

/** So long ahead the supervisors hear of it. */
export const AHEAD_MS = 7 * 24 * 3_600_000;

/** The shifts between two instants of people who are not ready, in order. @param span.schedules those in force, by name */
export async function findShiftsAtRisk(
  db: Db,
  span: { schedules: ReadonlyMap<string, ScheduleDefinition>; from: Date; until: Date },
  now: Date,
): Promise<ShiftAtRisk[]> {
  const { schedules, from, until } = span;
  const shifts = [...schedules].flatMap(([schedule, definition]) =>
    wholeShiftsBetween(definition, from, until).map((shift) => ({
      ...shift,
      schedule,
      zone: definition.timezone,
    })),
  );
  const onCall = new Set(shifts.map(({ engineer }) => engineer));
  const people = (await listEngineers(db)).filter(({ key }) => onCall.has(key));
  const names = new Map(people.map(({ key, name }) => [key, name]));
  const known = await readReadiness(db, people, { spoken: ANY_LANGUAGE, now });
  return shifts
    .flatMap(({ engineer, schedule, zone, ...shift }) => {
      const readiness = known.get(engineer);
      if (!readiness?.verdict) return [];
      const faults = readiness.faults.filter((fault) => LEVELS[fault] !== 'advice');
      const name = names.get(engineer) ?? engineer;
      return [{ engineer, name, schedule, zone, from: shift.from, until: shift.until, readiness, faults }];
    })
    .toSorted((one, other) => one.from.getTime() - other.from.getTime());
}

/** Those who are on call at this moment and may not be reached, by key. @param schedules those in force, by name */
export async function findNotReadyNow(
  db: Db,
  schedules: ReadonlyMap<string, ScheduleDefinition>,
  now: Date,
): Promise<Map<string, Readiness>> {
  const keys = [...schedules.values()].flatMap((schedule) => whoIsOnCall(schedule, now)?.engineer ?? []);
  const people = [...(await findEngineers(db, [...new Set(keys)])).values()].filter(
    ({ retired }) => !retired,
  );
  const known = await readReadiness(db, people, { spoken: ANY_LANGUAGE, now });
  return new Map([...known].filter(([, { verdict }]) => verdict !== null));
}
