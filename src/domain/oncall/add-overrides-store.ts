import type { Database } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { ScheduleInFile } from '../directory-entry/directory-schema.ts';
import { loadRegistry, lockRegistry } from '../directory-entry/directory-store.ts';

export type Override = ScheduleInFile['overrides'][number];

export interface AddedOverrides {
  added: Override[];
  /** those that the schedule had already */
  known: Override[];
  /** those that the schedule has for the same time, and that are none of them: they stay, and the later of two goes first */
  others: Override[];
}

/**
 * Adds overrides to a schedule in force, in one transaction and under the same rules as a directory file: all of them,
 * or none if there is a fault. Doing it twice adds nothing.
 * @param options.touches whether an override is one of the time that they are for
 * @param options.dryRun only says what would be added
 * @throws HotlineError `not-found` for a schedule that is not in force, `bad-directory` with all faults
 */
export async function addOverrides(
  database: Database,
  name: string,
  overrides: readonly Override[],
  options: {
    scheduleFaults: (schedule: ScheduleInFile) => string[];
    touches: (override: Override) => boolean;
    dryRun?: boolean;
  },
): Promise<AddedOverrides> {
  return database.transaction(async (tx) => {
    await lockRegistry(tx);
    const { schedules, engineers } = await loadRegistry(tx);
    const schedule = schedules.get(name);
    if (!schedule) throw new HotlineError('not-found', `There is no schedule "${name}".`);
    const known = new Set(schedule.overrides.map(identityOf));
    const isKnown = (one: Override) => known.has(identityOf(one));
    const added = overrides.filter((one) => !isKnown(one));
    const changed = { ...schedule, overrides: [...schedule.overrides, ...added] };
    const strangers = new Set(added.map(({ engineer }) => engineer).filter((key) => !engineers.has(key)));
    const faults = [
      ...[...strangers].map((key) => `The directory has no engineer "${key}".`),
      ...options.scheduleFaults(changed),
    ];
    if (faults.length > 0) {
      throw new HotlineError('bad-directory', `The overrides are refused:\n${faults.join('\n')}`, {
        remedy: 'Correct the calendar and import it again; nothing was changed.',
      });
    }
    if (!options.dryRun && added.length > 0)
      await tx.query('update schedules set definition = $2 where name = $1', [name, JSON.stringify(changed)]);
    const wanted = new Set(overrides.map(identityOf));
    const others = schedule.overrides.filter((one) => !wanted.has(identityOf(one)) && options.touches(one));
    return { added, known: overrides.filter(isKnown), others };
  });
}

function identityOf({ engineer, from, until }: Override): string {
  return `${from} ${until} ${engineer}`;
}
