import type pg from 'pg';

/** The tables of the service with their columns that can be written, by name; not what the queue keeps in its own schema. */
export async function readColumns(client: pg.Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.relname as "table", array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by c.relname order by c.relname collate "C"`,
  );
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

export type Sequences = Record<string, { value: string; called: boolean }>;

export async function readSequences(client: pg.Client): Promise<Sequences> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S' and relname not like 'migrations%' order by 1`,
  );
  const sequences: Sequences = {};
  for (const { name } of rows) {
    const { rows: states } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quote(name)}`,
    );
    if (states[0]) sequences[name] = states[0];
  }
  return sequences;
}

export async function setSequences(client: pg.Client, sequences: Sequences): Promise<void> {
  for (const [name, { value, called }] of Object.entries(sequences))
    await client.query('select setval(to_regclass($1), $2, $3)', [quote(name), value, called]);
}

/** So that no migration changes them meanwhile; whoever only reads or writes rows does not wait. */
export async function lockTables(client: pg.Client, tables: readonly string[]): Promise<void> {
  await client.query(`lock table ${tables.map(quote).join(', ')} in access share mode`);
}

/** Whether the database holds no table of anybody's. */
export async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') limit 1`,
  );
  return rows.length === 0;
}

export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/**
 * Tables point at each other in a ring (calls at tickets and back), so that no order of them would do: the keys are taken off
 * while rows are brought in, and are checked as a whole when they are put back. This needs no superuser.
 */
export async function takeOffForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select r.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class r on r.oid = k.conrelid
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows)
    await client.query(`alter table ${quote(table)} drop constraint ${quote(name)}`);
  return rows;
}

export async function putBackForeignKeys(client: pg.Client, keys: readonly ForeignKey[]): Promise<void> {
  for (const { table, name, definition } of keys)
    await client.query(`alter table ${quote(table)} add constraint ${quote(name)} ${definition}`);
}

/** What rows bring about when they are written has been brought about already. */
export async function setTriggers(
  client: pg.Client,
  table: string,
  state: 'enable' | 'disable',
): Promise<void> {
  await client.query(`alter table ${quote(table)} ${state} trigger user`);
}

/** Takes out what the migrations have put in. */
export async function clearTable(client: pg.Client, table: string): Promise<void> {
  await client.query(`delete from ${quote(table)}`);
}

/** What a restore that failed has made is taken away again. */
export async function removeEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop table if exists %I cascade', relname) as statement from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
     union all
     select format('drop function if exists %s cascade', p.oid::regprocedure) from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     union all
     select format('drop sequence if exists %I cascade', relname) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S'`,
  );
  for (const { statement } of rows) await client.query(statement);
}

/** `"table" ("one", "two")`, as COPY takes it. */
export function copyList(table: string, columns: readonly string[]): string {
  return `${quote(table)} (${columns.map(quote).join(', ')})`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
