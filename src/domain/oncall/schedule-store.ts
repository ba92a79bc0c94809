import type { Db } from '../../platform/db/database.ts';
import type { ScheduleInFile } from '../directory-entry/directory-schema.ts';
import { type EntrySource, SOURCE_COLUMNS } from '../directory-entry/entry-source.ts';

/** A schedule in force as it is edited: what its definition says, without the overrides made in the console. */
export interface ScheduleEntry extends EntrySource {
  name: string;
  definition: ScheduleInFile;
}

export async function findScheduleEntry(db: Db, name: string): Promise<ScheduleEntry | null> {
  const [entry] = await db.query<ScheduleEntry>(
    `select name, definition, ${SOURCE_COLUMNS} from schedules where name = $1 and retired_at is null`,
    [name],
  );
  return entry ?? null;
}

export async function updateSchedule(db: Db, name: string, definition: ScheduleInFile): Promise<void> {
  await db.query('update schedules set definition = $2 where name = $1', [name, JSON.stringify(definition)]);
}
