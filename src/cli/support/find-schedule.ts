import type { ScheduleInFile } from '../../domain/directory-entry/directory-schema.ts';
import { HotlineError } from '../../platform/errors.ts';

/**
 * A schedule by its name.
 * @throws HotlineError `not-found` that names those there are
 */
export function findScheduleIn(schedules: ReadonlyMap<string, ScheduleInFile>, name: string): ScheduleInFile {
  const schedule = schedules.get(name);
  if (schedule !== undefined) return schedule;
  const known = [...schedules.keys()].join(', ');
  throw new HotlineError('not-found', `There is no schedule "${name}".`, {
    remedy: known === '' ? 'Import a directory that has one.' : `Choose one of: ${known}.`,
  });
}
