import { withClient } from './with-client.ts';

export interface Pending {
  names: string[];
  /** whether any was ever run: false where nobody has made tables yet */
  isBegun: boolean;
  /** whether the role may make tables at all */
  mayRun: boolean;
}

/** Which of these migrations have not been run on a database. Asks for no more than a role has that serves only. */
export function findPendingMigrations(url: string, names: readonly string[]): Promise<Pending> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ there: boolean; may: boolean | null }>(
      `select to_regclass('migrations') is not null as there, has_schema_privilege(current_schema(), 'create') as may`,
    );
    const run = rows[0]?.there
      ? (await client.query<{ name: string }>('select name from migrations')).rows.map(({ name }) => name)
      : [];
    return {
      names: names.filter((name) => !run.includes(name)),
      isBegun: run.length > 0,
      mayRun: rows[0]?.may ?? false,
    };
  });
}
