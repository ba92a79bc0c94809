import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isLostRace } from './database.ts';

/** Transactions begin with a leg, and those of keys are the most: they end first, and the next wait with nothing in hand. */
const FIRST = ['calls', 'tickets', 'messages'];
/** Shorter than a server lets two wait for each other (1 s) before it ends one of them: that would be us, who waited first. */
const MAX_WAIT_MS = 300;
/** Those who were in the way have ended after it, and the callers who waited are answered. */
const PAUSE_MS = 300;
/** A minute: a dump, or a large import, may take longer. */
const MAX_TRIES = 100;
const LOCK_TIMEOUT = '55P03';

/**
 * Takes every table of ours in hand, for the rest of the transaction: from then on nobody else is waited for. The version before may
 * serve calls meanwhile: where it waits for us while we wait for it, all is given back and tried again. Tables of others, as of an
 * extension, are left alone.
 * @throws DatabaseError of a lock that was not given in time, when somebody keeps a table for longer than a minute
 */
export async function lockEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ names: string | null }>(
    `select string_agg(quote_ident(relname), ', ' order by array_position($1::text[], relname::text), relname) as names
     from pg_class join pg_namespace of on of.oid = relnamespace
     where nspname = current_schema() and relkind = 'r' and relname <> 'migrations' and pg_has_role(relowner, 'usage')`,
    [FIRST],
  );
  const names = rows[0]?.names;
  if (!names) return;
  await client.query(`set local lock_timeout = ${MAX_WAIT_MS}; savepoint with_nothing`);
  for (let tries = 1; ; tries += 1)
    try {
      await client.query(`lock table ${names} in access exclusive mode`);
      break;
    } catch (error) {
      if (!isTaken(error) || tries >= MAX_TRIES) throw error;
      await client.query('rollback to savepoint with_nothing');
      await pause(PAUSE_MS);
    }
  await client.query('set local lock_timeout to default');
}

/** Whether somebody else had a table, and kept it. */
export function isTaken(error: unknown): boolean {
  return isLostRace(error) || (error instanceof pg.DatabaseError && error.code === LOCK_TIMEOUT);
}
