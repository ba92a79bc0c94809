import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import type { Db } from '../../src/platform/db/database.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openHotline } from '../support/hotline.ts';
import { administer } from '../support/server.ts';
import { criticalCase, drain, orderWithCode } from '../support/stories.ts';

/** All that is in a database and all that is set for it. */
async function contentsOf(db: Db) {
  const tables = await db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) rows[name] = await db.query(`select * from ${name} t order by t::text`);
  const sequences = await db.query('select * from pg_sequences order by sequencename');
  // those of an extension are listed once a session has used it, whatever their value
  const settings = await db.query(
    `select name, setting from pg_settings
      where name not in ('transaction_deferrable') and name not like '%.%' order by name`,
  );
  const triggers = await db.query(
    'select tgrelid::regclass::text, tgname, tgenabled from pg_trigger order by 1, 2',
  );
  const ofDatabase = await db.query(
    `select datallowconn, datconnlimit, datacl, setconfig from pg_database d
      left join pg_db_role_setting on setdatabase = d.oid where datname = current_database()`,
  );
  const locks = await db.query(`select * from pg_locks where locktype = 'advisory' and
    database = (select oid from pg_database where datname = current_database())`);
  return { rows, sequences, settings, triggers, ofDatabase, locks };
}

async function exists({ url }: TestDatabase): Promise<boolean> {
  const name = new URL(url).pathname.slice(1);
  const found = await administer(inject('serverUrl'), `select from pg_database where datname = '${name}'`);
  return found.length > 0;
}

test('what a long story gave back is as fresh as a clone that nobody had', async () => {
  let used = '';
  {
    await using hotline = await openHotline();
    used = hotline.database.url;
    await criticalCase(hotline.phones.erika);
    await hotline.pass({ minutes: 3 });
    await orderWithCode(hotline.phones.ben, 'A');
    await drain(hotline);
    for (const phone of Object.values(hotline.phones)) phone.sms();
    await hotline.api('/tickets/4711/answer', { engineer: 'ben', text: 'Lizenz erneuert' });
    await drain(hotline);
    for (const phone of Object.values(hotline.phones)) phone.sms();
    const audit = `insert into audit_entries (at, user_name, action) values (now(), 'erika', 'x')`;
    await hotline.database.query(audit);
    const filled = Object.values((await contentsOf(hotline.database)).rows).filter(
      (rows) => (rows as unknown[]).length > 0,
    );
    expect(filled.length).toBeGreaterThan(15);
  }
  await using again = await freshDatabase();
  await using clone = await freshDatabase({});
  expect(again.url).toBe(used);
  expect(clone.url).not.toBe(used);
  expect(await contentsOf(again)).toEqual(await contentsOf(clone));
});

test('rows that every database begins with are put back when they were changed or are gone', async () => {
  const first = await freshDatabase();
  await first.query(`update dial_gate set free_at = now()`);
  await first.query('delete from reconciliation');
  await first.query('delete from message_gate');
  await first[Symbol.asyncDispose]();
  await using again = await freshDatabase();
  await using clone = await freshDatabase({});
  expect(again.url).toBe(first.url);
  expect(await contentsOf(again)).toEqual(await contentsOf(clone));
});

test('a directory that was laid in is, to the row, the one that was imported', async () => {
  const stories = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await using hotline = await openHotline({ at: '2026-11-24T09:59:59.123+01:00' });
    const { rows, sequences } = await contentsOf(hotline.database);
    // made at each start, and by chance
    const { push_keys: _, ...laidInOrImported } = rows;
    stories.push({ rows: laidInOrImported, sequences });
  }
  const [, imported, laidIn] = stories;
  expect(Object.keys(imported?.rows.contacts ?? {}).length).toBeGreaterThan(3);
  expect(laidIn).toEqual(imported);
});

const LEFT: Record<string, (database: TestDatabase) => Promise<unknown>> = {
  'a table more': (db) => db.query('create table more (n integer)'),
  'a table renamed': (db) => db.query('alter table tickets rename to cases'),
  'a column more': (db) => db.query('alter table tickets add column more text'),
  'a column less': (db) => db.query('alter table tickets drop column kind'),
  'a guard switched off': (db) => db.query('alter table audit_entries disable trigger all'),
  'a function of another body': (db) =>
    db.query(`do $$ begin execute (select replace(pg_get_functiondef(oid), 'begin', 'begin null;') from pg_proc
      where pronamespace = 'public'::regnamespace and prokind = 'f' limit 1); end $$`),
  'a right given': (db) => db.query('grant select on tickets to public'),
  'a sequence set otherwise': (db) => db.query('alter sequence ticket_numbers increment by 2'),
  'a setting of the database': async (db) =>
    administer(
      inject('serverUrl'),
      `alter database ${new URL(db.url).pathname.slice(1)} set work_mem = '8MB'`,
    ),
  'no connection let in': async (db) => {
    const name = new URL(db.url).pathname.slice(1);
    await administer(inject('serverUrl'), `alter database ${name} allow_connections false`);
    await administer(
      inject('serverUrl'),
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
  },
  'a connection taken by hand': async (db) => (await db.pool.connect()).release(),
  'its connections closed': (db) => db.close(),
};

describe('is for nobody else, and gone, when a test left', () => {
  test.each(Object.entries(LEFT))('%s', async (_what, leave) => {
    const database = await freshDatabase();
    await leave(database);
    await database[Symbol.asyncDispose]();
    expect(await exists(database)).toBe(false);
    await using next = await freshDatabase();
    expect(next.url).not.toBe(database.url);
  });

  test('a transaction under way', async () => {
    const database = await freshDatabase();
    const begun = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const work = database.transaction(async (tx) => {
      await tx.query('select 1');
      begun.resolve();
      await held.promise;
      await tx.query('select 1');
    });
    const end = expect(work).rejects.toThrow();
    await begun.promise;
    await database[Symbol.asyncDispose]();
    expect(await exists(database)).toBe(false);
    held.resolve();
    await end;
  });

  test('somebody else connected', async () => {
    const database = await freshDatabase();
    const other = new pg.Client({ connectionString: database.url });
    other.on('error', () => {});
    await other.connect();
    await database[Symbol.asyncDispose]();
    expect(await exists(database)).toBe(false);
    await other.end().catch(() => {});
  });
});

test('for what comes after the end of a test it is away: nothing reaches the next', async () => {
  const database = await freshDatabase();
  await database[Symbol.asyncDispose]();
  const away = expect.objectContaining({ code: 'database-unavailable' });
  await expect(database.query('select 1')).rejects.toEqual(away);
  await expect(database.transaction((tx) => tx.query('select 1'))).rejects.toEqual(away);
});

test('whoever gives it back twice takes it from nobody', async () => {
  const first = await freshDatabase();
  await first[Symbol.asyncDispose]();
  await using next = await freshDatabase();
  await next.query('delete from reconciliation');
  await first[Symbol.asyncDispose]();
  expect(await next.query('select from reconciliation')).toEqual([]);
  await using other = await freshDatabase();
  expect(other.url).not.toBe(next.url);
});

test('one that is dropped is away for the test that has it', async () => {
  await using database = await freshDatabase();
  await database.drop();
  expect(await exists(database)).toBe(false);
  await expect(database.query('select 1')).rejects.toMatchObject({ code: 'database-unavailable' });
});

test('what one heard of timers, the next does not', async () => {
  const first = await freshDatabase();
  const heard = () => {};
  first.onTimers = heard;
  await first[Symbol.asyncDispose]();
  await using next = await freshDatabase();
  expect(next.onTimers).not.toBe(heard);
});
