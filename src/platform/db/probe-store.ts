import type pg from 'pg';

/**
 * Writes a row where there was none: it needs a new page of the disk, and a server that takes writes. Nothing of it stays, and
 * two processes that try at once do not wait for each other. Whatever it throws, the connection is of no more use.
 */
export async function tryToWrite(client: pg.Client): Promise<void> {
  await client.query('begin');
  const { rows } = await client.query<{ mine: boolean }>(
    "select pg_try_advisory_xact_lock(hashtext('write_probe')) as mine",
  );
  if (rows[0]?.mine) {
    await client.query('truncate write_probe');
    await client.query("insert into write_probe (page) values (repeat('x', 7000))");
  }
  await client.query('commit');
}
