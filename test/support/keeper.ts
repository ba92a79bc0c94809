import pg from 'pg';
import type { Db } from '../../src/platform/db/database.ts';

/**
 * A connection beside those of a test, for whoever puts rows into its database past all guards. What that takes makes a
 * connection forget every plan: the test's own never do.
 */
export interface Keeper extends Db {
  close(): Promise<void>;
}

/** @returns undefined where it takes more rights: those of a superuser */
export async function openKeeper(url: string): Promise<Keeper | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: 'keeper' });
  client.on('error', () => {});
  const names = new Map<string, string>();
  try {
    await client.connect();
    // neither references nor guards of what is only ever added to are asked
    await client.query('set session_replication_role = replica');
  } catch {
    await client.end();
    return undefined;
  }
  return {
    async query<R extends object>(text: string, values: readonly unknown[] = []) {
      const name = names.get(text) ?? `k${names.size}`;
      names.set(text, name);
      return (await client.query<R & pg.QueryResultRow>({ name, text, values: [...values] })).rows;
    },
    close: () => client.end(),
  };
}
