import type { Db } from '../../platform/db/database.ts';
import type { Supervisors } from '../directory-entry/directory-schema.ts';
import { supervisorsOf } from '../directory-entry/directory-store.ts';
import { type EntrySource, SOURCE_COLUMNS } from '../directory-entry/entry-source.ts';

/** The supervisors' phones with where they come from. */
export interface SourcedSupervisors extends EntrySource {
  entry: Supervisors;
  /** which of the phones take no SMS any more */
  optedOut: readonly string[];
}

/** A phone that is the supervisors' no more says nothing, whatever came from it once. */
const OPTED_OUT = 'array(select unnest(phones) intersect select unnest(opted_out)) as "optedOut"';

/** The phones of those who are told when nobody else can be, and which of them take no SMS any more. */
export async function reachOfSupervisors(db: Db): Promise<{ phones: string[]; optedOut: string[] }> {
  const [row] = await db.query<{ phones: string[]; optedOut: string[] }>(
    `select phones, ${OPTED_OUT} from supervisors`,
  );
  return row ?? { phones: [], optedOut: [] };
}

/** The same phones; empty if there are none. */
export async function supervisorPhones(db: Db): Promise<string[]> {
  return (await reachOfSupervisors(db)).phones;
}

/** Null: there are none yet. */
export async function findSupervisors(db: Db): Promise<SourcedSupervisors | null> {
  const [row] = await db.query<Required<Supervisors> & Omit<SourcedSupervisors, 'entry'>>(
    `select phones, names, ${OPTED_OUT}, ${SOURCE_COLUMNS} from supervisors`,
  );
  if (!row) return null;
  const { optedOut, source, changedAt, changedBy } = row;
  return { entry: supervisorsOf(row), optedOut, source, changedAt, changedBy };
}

export async function writeSupervisors(db: Db, { phones, names = {} }: Supervisors): Promise<void> {
  await db.query(
    `insert into supervisors (phones, names) values ($1, $2)
     on conflict (only_row) do update set phones = excluded.phones, names = excluded.names`,
    [phones, JSON.stringify(names)],
  );
}
