import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openDatabase } from '../../src/platform/db/database.ts';
import { migrate, migrationNames } from '../../src/platform/db/migrate.ts';
import { freshDatabase } from '../support/database.ts';
import { administer, databaseUrl } from '../support/server.ts';
import { hasSetClock } from '../support/set-clock.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const MIGRATIONS = join(import.meta.dirname, '../../src/platform/db/migrations');
const EDITED = ['0001-directory', '0002-calls-and-tickets'];
const FIRST = [...EDITED, '0003-dial-in-codes'];
const UP_TO_SOURCES = [
  ...FIRST,
  '0004-pin-failures',
  '0005-flow-versions',
  '0006-users',
  '0007-registry-sources',
];
const OF_FIGURES = [
  ...UP_TO_SOURCES,
  '0008-figures',
  '0008-overrides',
  '0009-seats-over-time',
  '0010-people',
  '0011-recordings',
  '0012-board',
  '0016-reconciliation',
  '0017-traces',
];

/** A database as a version of before made it, by the files as they were written then. */
async function databaseOf(names: readonly string[], asFirstWritten: readonly string[] = []) {
  const name = `${inject('databasePrefix')}_old_${randomBytes(4).toString('hex')}`;
  await administer(inject('serverUrl'), `create database ${name}`);
  const url = databaseUrl(inject('serverUrl'), name);
  await administer(
    url,
    'create table migrations (id serial primary key, name varchar(255) not null, run_on timestamp not null)',
  );
  for (const file of names) {
    const folder = asFirstWritten.includes(file) ? join(FIXTURES, 'first-schema') : MIGRATIONS;
    await administer(url, await readFile(join(folder, `${file}.sql`), 'utf8'));
    await administer(url, `insert into migrations (name, run_on) values ('${file}', now())`);
  }
  return {
    url,
    ask: (sql: string) => administer(url, sql),
    [Symbol.asyncDispose]: () =>
      administer(inject('serverUrl'), `drop database ${name} with (force)`).then(() => {}),
  };
}

const TICKET = `
  insert into calendars (name, definition) values ('munich', '{}');
  insert into tickets (kind, severity, channel, verified, language, plan, priority, calendar, escalation, opened_at,
    window_from, respond_by, clock, paging_from)
  values ('problem', 1, 'phone', true, 'de', 'enhanced', 1, 'munich', 'line', '2026-11-22T17:00Z', '2026-11-22T17:00Z',
    '2026-11-22T17:30Z', 'always', '2026-11-22T17:00Z');
  insert into timers (kind, subject, due_at) values ('escalate', '4711', '2026-11-22T17:05Z')`;

const SCHEMA = [
  `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
    where table_schema = 'public' order by 1, 2`,
  `select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1`,
  `select conrelid::regclass::text as of, conname, pg_get_constraintdef(oid) as says from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`,
];

test.each([
  { made: 'by the first version that took a call', names: FIRST, edited: EDITED },
  { made: 'when schedules got overrides', names: [...UP_TO_SOURCES, '0008-overrides'], edited: [] },
  { made: 'when the figures came', names: OF_FIGURES, edited: ['0008-figures'] },
  {
    made: 'by 0.1',
    names: migrationNames().filter((name) => name < '0019'),
    edited: [],
  },
])('a database made $made is brought up to date with its rows', async ({ names, edited }) => {
  await using old = await databaseOf(names, edited);
  await using fresh = await freshDatabase();
  await old.ask(TICKET);
  await migrate(old.url);
  for (const sql of SCHEMA) expect(await old.ask(sql)).toEqual(await administer(fresh.url, sql));
  expect(await old.ask('select number, status, respond_by from tickets')).toEqual([
    { number: '4711', status: 'open', respond_by: new Date('2026-11-22T17:30Z') },
  ]);
  expect(await old.ask('select kind, subject from timers')).toEqual([{ kind: 'escalate', subject: '4711' }]);
  expect(await old.ask('select free_at from dial_gate')).toHaveLength(1);
  expect(await migrate(old.url)).toEqual([]);
});

test('two processes that find such a database at once both serve it', async () => {
  await using old = await databaseOf(OF_FIGURES, ['0008-figures']);
  await Promise.all([migrate(old.url), migrate(old.url), migrate(old.url)]);
  expect(await old.ask('select from migrations')).toHaveLength(migrationNames().length);
});

const LEG = `insert into calls (direction, party, status, visit, started_at)
  values ('inbound', 'caller', 'in-progress', '{}', '2026-11-22T17:00Z')`;
const OF_LEG = 'update calls set urgency = 1';
const OF_TICKET = 'select from tickets order by number for no key update';

/** While the new version migrates, the version before answers keys: nobody hangs up for it, and no start fails of it. */
test.skipIf(hasSetClock).each([
  { who: 'a caller whose ticket is looked up next', first: OF_LEG, next: OF_TICKET },
  { who: 'somebody who looks for the calls of a ticket', first: OF_TICKET, next: OF_LEG },
])('$who is let through, and the start brings the tables up to date behind them', async ({ first, next }) => {
  await using old = await databaseOf(migrationNames().filter((name) => name < '0096'));
  await old.ask(TICKET);
  await old.ask(LEG);
  const before = openDatabase(old.url);
  const waiting = () =>
    old.ask(`select from pg_locks join pg_database on pg_database.oid = database
      where datname = current_database() and locktype = 'relation' and not granted`);
  let migrating: Promise<string[]> | undefined;
  try {
    await before.transaction(async (tx) => {
      await tx.query(first);
      migrating ??= migrate(old.url);
      await Promise.race([migrating, expect.poll(waiting, { interval: 10 }).toHaveLength(1)]);
      await tx.query(next);
    });
    expect(await migrating).toEqual(migrationNames().filter((name) => name >= '0096'));
  } finally {
    await before.close();
  }
});

test('a database of another program is left alone, and the remedy says that', async () => {
  await using other = await databaseOf([]);
  await other.ask('drop table migrations; create table engineers (shoe_size integer)');
  await expect(migrate(other.url)).rejects.toMatchObject({
    message: expect.stringContaining('already exists'),
    remedy: expect.stringContaining('a database of its own'),
  });
  expect(await other.ask('select * from engineers')).toEqual([]);
});

test('a new database is made in the order of the names, by which two files of one number have a certain order, too', async () => {
  await using fresh = await freshDatabase();
  const run = await administer(fresh.url, 'select name from migrations order by id');
  expect(run.map(({ name }) => name)).toEqual(migrationNames());
});

/** The two were written at the same time, and databases remember them by these names: renamed, one would be run twice. */
test('no number is given twice again', () => {
  const numbers = Map.groupBy(migrationNames(), (name) => name.slice(0, 4));
  const twice = [...numbers.values()].filter(({ length }) => length > 1);
  expect(twice).toEqual([['0008-figures', '0008-overrides']]);
});

/** Whoever changes the schema adds a file: a database somewhere has run these. */
test('no file is edited that has been run somewhere', async () => {
  const settled = (await readFile(join(FIXTURES, 'settled-migrations.txt'), 'utf8')).trim().split('\n');
  for (const line of settled) {
    const [name = '', hash] = line.split(/ +/);
    const text = await readFile(join(MIGRATIONS, `${name}.sql`));
    expect([name, createHash('sha256').update(text).digest('hex').slice(0, 16)]).toEqual([name, hash]);
  }
});
