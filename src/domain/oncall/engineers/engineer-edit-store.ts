import type { Db } from '../../../platform/db/database.ts';
import type { EngineerEntry } from '../../directory-entry/directory-schema.ts';
import { type EntrySource, SOURCE_COLUMNS } from '../../directory-entry/entry-source.ts';
import { listOverridesAhead } from '../override-store.ts';

/** An engineer in force, to be looked at and changed. */
export interface SourcedEngineer extends EntrySource {
  key: string;
  entry: EngineerEntry;
  /** those of the phones that get no SMS, since their owner sent the carrier's opt-out word */
  optedOut: string[];
}

export async function listSourcedEngineers(db: Db): Promise<SourcedEngineer[]> {
  return db.query<SourcedEngineer>(
    `select ${ENGINEER} from engineers where retired_at is null order by name, key`,
  );
}

export async function findSourcedEngineer(db: Db, key: string): Promise<SourcedEngineer | null> {
  const [engineer] = await db.query<SourcedEngineer>(
    `select ${ENGINEER} from engineers where key = $1 and retired_at is null`,
    [key],
  );
  return engineer ?? null;
}

const ENGINEER = `key, jsonb_build_object('name', name, 'phones', phones, 'languages', languages) as entry,
  array(select unnest(phones) intersect select unnest(opted_out)) as "optedOut", ${SOURCE_COLUMNS}`;

/** Adds an engineer, or brings one back who was retired. @returns false if somebody in force has this key */
export async function insertEngineer(db: Db, key: string, entry: EngineerEntry): Promise<boolean> {
  const rows = await db.query(
    `insert into engineers (key, name, phones, languages) values ($1, $2, $3, $4)
     on conflict (key) do update set name = excluded.name, phones = excluded.phones,
       languages = excluded.languages, retired_at = null where engineers.retired_at is not null returning key`,
    [key, entry.name, entry.phones, entry.languages],
  );
  return rows.length > 0;
}

export async function updateEngineer(db: Db, key: string, entry: EngineerEntry): Promise<void> {
  await db.query('update engineers set name = $2, phones = $3, languages = $4 where key = $1', [
    key,
    entry.name,
    entry.phones,
    entry.languages,
  ]);
}

/** They are paged no more; old tickets still name them. */
export async function retireEngineerRow(db: Db, key: string, now: Date): Promise<void> {
  await db.query('update engineers set retired_at = $2 where key = $1', [key, now]);
}

/** Where an engineer in force is still needed. */
export interface Mention {
  kind: 'layer' | 'override' | 'policy' | 'tam' | 'deputy';
  /** the name of the schedule or policy, or the customer's number */
  where: string;
  name: string;
}

/** Everything in force that names an engineer; of overrides made in the console those that are not over. */
export async function mentionsOfEngineer(db: Db, key: string, now: Date): Promise<Mention[]> {
  const overridden = await listOverridesAhead(db, { engineers: [key], schedules: [] }, now);
  return db.query<Mention>(
    `select 'layer' as kind, name as where, coalesce(definition ->> 'title', name) as name from schedules
      where retired_at is null and jsonb_path_exists(definition,
        '$.layers[*].participants[*] ? (@ == $key)', jsonb_build_object('key', $1::text))
     union all
     select 'override', name, coalesce(definition ->> 'title', name) from schedules
      where retired_at is null and (jsonb_path_exists(definition,
          '$.overrides[*].engineer ? (@ == $key)', jsonb_build_object('key', $1::text))
        or name = any($2))
     union all
     select 'policy', name, coalesce(definition ->> 'title', name) from escalations
      where retired_at is null and (jsonb_path_exists(definition,
          '$.steps[*].page[*] ? (@ == $target)', jsonb_build_object('target', 'engineer:' || $1::text))
        or definition -> 'lastResort' ? ('engineer:' || $1::text))
     union all
     select 'tam', number, name from customers where retired_at is null and tam = $1
     union all
     select 'deputy', number, name from customers where retired_at is null and deputy = $1
     order by kind, name`,
    [key, overridden.map(({ schedule }) => schedule)],
  );
}
