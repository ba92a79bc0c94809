import type pg from 'pg';
import { withClient } from './with-client.ts';

export interface Pending {
  names: string[];
  /** what was run and is not of these: a newer version's; or all of another program's */
  unknown: string[];
  /** whether any was ever run: false where nobody has made tables yet */
  isBegun: boolean;
  /** whether the role may make tables at all */
  mayRun: boolean;
}

/** Which of these migrations have not been run on a database. Asks for no more than a role has that serves only. */
export function findPendingMigrations(url: string, names: readonly string[]): Promise<Pending> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ may: boolean | null }>(
      `select has_schema_privilege(current_schema(), 'create') as may`,
    );
    const run = await readRun(client);
    return {
      names: names.filter((name) => !run.includes(name)),
      unknown: run.filter((name) => !names.includes(name)),
      isBegun: run.length > 0,
      mayRun: rows[0]?.may ?? false,
    };
  });
}

/** The names of the migrations that were run. None where there is no such table, or another program's of the same name. */
export async function readRun(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select exists (select from pg_attribute
       where attrelid = to_regclass('migrations') and attname = 'name' and not attisdropped) as there`,
  );
  if (!found[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>('select name::text from migrations order by name');
  return rows.map(({ name }) => name);
}
