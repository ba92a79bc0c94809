import type { Db } from '../../platform/db/database.ts';
import type { Supervisors } from '../directory-entry/directory-schema.ts';
import { supervisorsOf } from '../directory-entry/directory-store.ts';
import { type EntrySource, SOURCE_COLUMNS } from '../directory-entry/entry-source.ts';

/** The supervisors' phones with where they come from. */
export interface SourcedSupervisors extends EntrySource {
  entry: Supervisors;
}

/** Null: there are none yet. */
export async function findSupervisors(db: Db): Promise<SourcedSupervisors | null> {
  const [row] = await db.query<Required<Supervisors> & EntrySource>(
    `select phones, names, ${SOURCE_COLUMNS} from supervisors`,
  );
  if (!row) return null;
  const { source, changedAt, changedBy } = row;
  return { entry: supervisorsOf(row), source, changedAt, changedBy };
}

export async function writeSupervisors(db: Db, { phones, names = {} }: Supervisors): Promise<void> {
  await db.query(
    `insert into supervisors (phones, names) values ($1, $2)
     on conflict (only_row) do update set phones = excluded.phones, names = excluded.names`,
    [phones, JSON.stringify(names)],
  );
}
