import type { Db } from '../../platform/db/database.ts';
import { DAY } from '../calendar/local-time.ts';
import { overlap } from '../oncall/engineers/absence.ts';
import { findAbsencesOf } from '../oncall/engineers/absence-store.ts';
import { type Engineer, findEngineers } from '../oncall/engineers/engineer-store.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { shiftsBetween } from '../oncall/shifts.ts';
import { listSchedules } from '../plans/rule-store.ts';
import type { Candidate } from './decide-invitations.ts';
import { readCoverRecords } from './invitation-store.ts';
import type { HeldShift } from './shift-request.ts';

/** Who covered how much is told apart over this time. */
const RECORD_MS = 90 * DAY;

/** Everybody who takes turns in a schedule. */
export function peopleOfSchedule({ layers }: ScheduleDefinition): string[] {
  return [...new Set(layers.flatMap(({ participants }) => participants))];
}

/** What has to be known of people to ask them for a shift; who is not in the directory is left out. */
export async function findCandidates(
  db: Db,
  shift: HeldShift,
  keys: readonly string[],
  now: Date,
): Promise<Candidate[]> {
  const schedules = await listSchedules(db);
  const own = schedules.get(shift.schedule);
  const people = own ? peopleOfSchedule(own) : [];
  const engineers = await findEngineers(db, [...new Set([...keys, ...people])]);
  const absences = await findAbsencesOf(db, keys, shift.from);
  const records = await readCoverRecords(db, keys, new Date(now.getTime() - RECORD_MS));
  const needed = sharedLanguages(people.flatMap((key) => engineers.get(key) ?? []));
  const elsewhere = peopleOnCallElsewhere(schedules, shift);
  return keys.flatMap((key) => {
    const engineer = engineers.get(key);
    if (!engineer) return [];
    const record = records.get(key);
    return {
      engineer: key,
      isRetired: engineer.retired,
      isAway: absences.some((absence) => absence.engineer === key && overlap(absence, shift) !== null),
      isOptedOut: engineer.phones.every((phone) => engineer.optedOut.includes(phone)),
      lacksLanguage: needed.some((language) => !engineer.languages.includes(language)),
      isOnCallElsewhere: elsewhere.has(key),
      covers: record?.covers ?? 0,
      lastCoveredAt: record?.lastCoveredAt ?? null,
      lastAskedAt: record?.lastAskedAt ?? null,
      lastAskingAt: record?.lastAskingAt ?? null,
    };
  });
}

/** What callers can count on, whoever is on call: the languages that everybody of a schedule speaks. */
function sharedLanguages(people: readonly Engineer[]): string[] {
  const [first, ...others] = people;
  return (first?.languages ?? []).filter((language) =>
    others.every(({ languages }) => languages.includes(language)),
  );
}

function peopleOnCallElsewhere(
  schedules: ReadonlyMap<string, ScheduleDefinition>,
  { schedule, from, until }: HeldShift,
): Set<string> {
  const others = [...schedules].filter(([name]) => name !== schedule);
  return new Set(
    others.flatMap(([, one]) => shiftsBetween(one, from, until).map(({ engineer }) => engineer)),
  );
}

/** Whether somebody is away at any time of a shift. */
export async function isAwayIn(
  db: Db,
  engineer: string,
  shifts: readonly Pick<HeldShift, 'from' | 'until'>[],
): Promise<boolean> {
  const [first] = shifts;
  if (!first) return false;
  const absences = await findAbsencesOf(db, [engineer], first.from);
  return shifts.some((shift) => absences.some((absence) => overlap(absence, shift) !== null));
}
