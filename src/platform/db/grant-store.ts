import pg from 'pg';
import { HotlineError } from '../errors.ts';
import { withClient } from './with-client.ts';

/** Only ever read by whoever serves: what was run is the owner's to note. */
const READ_ONLY = ['migrations'];
/** Emptied each time it is seen whether rows can be written; holds nothing. */
const EMPTIED = ['write_probe'];
/** Moved ahead after a restore, so that no number that was told is given again. */
const MOVED = ['ticket_numbers'];
/** Only ever added to; what is older than a year may be deleted, see 0014. */
const NEVER_CHANGED = ['audit_entries'];

/**
 * Gives a role that serves what it needs, and nothing else: rows of every table, numbers of every sequence. It can make,
 * change and drop nothing. To be done after each migration, by the owner of the tables; doing it twice does no harm.
 * @throws HotlineError `bad-input` when there is no such role, or when it could do everything anyway
 */
export function grantService(url: string, role: string): Promise<void> {
  return withClient(url, async (client) => {
    await refuseUnfit(client, role);
    const name = pg.escapeIdentifier(role);
    await client.query('begin');
    await client.query(`grant usage on schema public to ${name}`);
    await client.query(`grant select, insert, update, delete on all tables in schema public to ${name}`);
    await client.query(`grant usage, select on all sequences in schema public to ${name}`);
    for (const table of await present(client, EMPTIED))
      await client.query(`grant truncate on ${table} to ${name}`);
    for (const sequence of await present(client, MOVED))
      await client.query(`grant update on sequence ${sequence} to ${name}`);
    await client.query(`revoke insert, update, delete on ${READ_ONLY.join(', ')} from ${name}`);
    await client.query(`revoke update on ${NEVER_CHANGED.join(', ')} from ${name}`);
    await client.query('commit');
  });
}

/** Which of these tables and sequences this version has. */
async function present(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select name from unnest($1::text[]) as name where to_regclass(name) is not null',
    [tables],
  );
  return rows.map(({ name }) => name);
}

async function refuseUnfit(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ super: boolean; owner: boolean }>(
    `select rolsuper as super, pg_has_role(rolname, current_user, 'member') as owner from pg_roles where rolname = $1`,
    [role],
  );
  const [found] = rows;
  if (!found)
    throw new HotlineError('bad-input', `There is no role ${role} on this server.`, {
      remedy: 'Create it first; deploy/postgres/roles.sql shows how.',
    });
  if (found.super || found.owner)
    throw new HotlineError(
      'bad-input',
      `The role ${role} is a superuser or owns the tables, so it could change every table.`,
      {
        remedy: 'Name a role that is neither a superuser nor the owner of the tables.',
      },
    );
}
