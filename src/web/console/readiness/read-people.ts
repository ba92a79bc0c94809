import type { Absence } from '../../../domain/oncall/engineers/absence.ts';
import { listAbsences } from '../../../domain/oncall/engineers/absence-store.ts';
import {
  listSourcedEngineers,
  type SourcedEngineer,
} from '../../../domain/oncall/engineers/engineer-edit-store.ts';
import { type Shift, shiftsBetween } from '../../../domain/oncall/shifts.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import type { Readiness } from '../../../domain/readiness/decide-readiness.ts';
import { readReadiness } from '../../../domain/readiness/read-readiness.ts';
import type { Db } from '../../../platform/db/database.ts';

/** An engineer, how they stand, and when they are on call next, or now. */
export interface ReadinessLine {
  engineer: SourcedEngineer;
  readiness: Readiness;
  /** with what people call its schedule */
  shift: (Pick<Shift, 'from' | 'until'> & { schedule: string }) | null;
  /** now */
  away: Absence | null;
}

const AHEAD_MS = 14 * 24 * 3_600_000;

/** Every engineer in force; who is on call first, and soonest, stands before the others. */
export async function readPeople(
  db: Db,
  { spoken, now }: { spoken: ReadonlySet<string>; now: Date },
): Promise<ReadinessLine[]> {
  const [engineers, schedules, absences] = await Promise.all([
    listSourcedEngineers(db),
    listSchedules(db),
    listAbsences(db, now),
  ]);
  const people = engineers.map(({ key, entry, optedOut }) => ({ key, ...entry, optedOut }));
  const known = await readReadiness(db, people, { spoken, now });
  const horizon = new Date(now.getTime() + AHEAD_MS);
  const shifts = [...schedules]
    .flatMap(([schedule, definition]) =>
      shiftsBetween(definition, now, horizon).map((shift) => ({
        ...shift,
        schedule: definition.title ?? schedule,
      })),
    )
    .toSorted((one, other) => one.from.getTime() - other.from.getTime());
  const lines = engineers.flatMap((engineer) => {
    const readiness = known.get(engineer.key);
    if (!readiness) return [];
    const shift = shifts.find((one) => one.engineer === engineer.key) ?? null;
    const away = absences.find((one) => one.engineer === engineer.key && one.from <= now) ?? null;
    return [{ engineer, readiness, shift, away }];
  });
  const begins = ({ shift }: ReadinessLine) => shift?.from.getTime() ?? Number.MAX_SAFE_INTEGER;
  return lines.toSorted((one, other) => begins(one) - begins(other));
}
