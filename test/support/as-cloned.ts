import type { Database, Db } from '../../src/platform/db/database.ts';
import type { Keeper } from './keeper.ts';

/** All rows of a database, and what its sequences have given. */
export interface Contents {
  tables: { name: string; rows: unknown[] }[];
  sequences: { name: string; value: string; called: boolean }[];
}

/** What is in a fresh clone, and what tells that a database is not one with other rows. */
export interface AsCloned extends Contents {
  mark: string;
}

/** PostgreSQL's own objects have lower numbers: FirstNormalObjectId. */
const FIRST_OWN = 16_384;

/** Every change of the schema writes a new row to one of these, or removes one. */
const CATALOGS = [
  'pg_namespace',
  ...[
    ['pg_class', 'oid'],
    ['pg_attribute', 'attrelid'],
    ['pg_attrdef', 'oid'],
    ['pg_constraint', 'oid'],
    ['pg_trigger', 'oid'],
    ['pg_proc', 'oid'],
    ['pg_type', 'oid'],
  ].map(([catalog, number]) => `${catalog} where ${number} >= ${FIRST_OWN}`),
];

const MARK = `select concat_ws(' ',
  ${CATALOGS.map((rows) => `(select count(*) || '/' || max(xmin::text::bigint) from ${rows})`).join(',\n  ')},
  (select string_agg(setconfig::text, ' ') from pg_db_role_setting join pg_database d on d.oid = setdatabase
    where datname = current_database())) as mark`;

const OTHERS_CONNECTED = `select count(*)::int as count from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;

/** @param db a clone that nobody has written to */
export async function lookAtClone(db: Db): Promise<AsCloned> {
  return { mark: await markOf(db), ...(await readContents(db)) };
}

export async function readContents(db: Db): Promise<Contents> {
  const names = await db.query<{ name: string }>(
    `select format('%I', tablename) as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  const tables: Contents['tables'] = [];
  for (const { name } of names) {
    const rows = await db.query<{ row: unknown }>(`select to_jsonb(t) as row from ${name} t`);
    tables.push({ name, rows: rows.map(({ row }) => row) });
  }
  const sequences = await db.query<Contents['sequences'][number]>(
    `select format('%I', sequencename) as name, coalesce(last_value, start_value)::text as value,
        last_value is not null as called
      from pg_sequences where schemaname = 'public'`,
  );
  return { tables, sequences };
}

/**
 * Makes the rows and sequences those of a fresh clone, in one transaction.
 * @returns false when that is not enough, or cannot be done: it is for nobody else
 */
export async function becomeAsCloned(
  { pool }: Database,
  keeper: Keeper,
  asCloned: AsCloned,
): Promise<boolean> {
  if (pool.idleCount !== pool.totalCount) return false;
  try {
    if ((await markOf(keeper)) !== asCloned.mark) return false;
    await putContents(keeper, asCloned);
    // the last look: nobody else is there who could still write
    const [others] = await keeper.query<{ count: number }>(OTHERS_CONNECTED);
    return others?.count === pool.totalCount;
  } catch {
    return false;
  }
}

async function markOf(db: Db): Promise<string> {
  const [row] = await db.query<{ mark: string }>(MARK);
  return row?.mark ?? '';
}

/** Whatever is in the database makes room for these contents, at once or not at all. */
export async function putContents(keeper: Keeper, contents: Contents): Promise<void> {
  await keeper.query('begin');
  try {
    await replaceRows(keeper, contents);
    await keeper.query('commit');
  } catch (error) {
    await keeper.query('rollback');
    throw error;
  }
}

async function replaceRows(keeper: Keeper, { tables, sequences }: Contents): Promise<void> {
  const looks = tables.map(({ name }) => `select '${name}' as name where exists (select from ${name})`);
  const filled = await keeper.query<{ name: string }>(looks.join(' union all '));
  for (const { name } of filled) await keeper.query(`delete from ${name}`);
  for (const { name, rows } of tables)
    if (rows.length > 0)
      await keeper.query(
        `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1)`,
        [JSON.stringify(rows)],
      );
  await keeper.query(
    `select setval(name::regclass, value, called)
      from unnest($1::text[], $2::bigint[], $3::boolean[]) as cloned (name, value, called)`,
    [
      sequences.map(({ name }) => name),
      sequences.map(({ value }) => value),
      sequences.map(({ called }) => called),
    ],
  );
}
