import { PG_MIGRATE_LOCK_ID } from 'node-pg-migrate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withDatabase } from '../../src/cli/support/with-database.ts';
import { apart } from '../../src/platform/db/apart.ts';
import { type NewTimer, openDatabase, type Tx } from '../../src/platform/db/database.ts';
import { openSession } from '../../src/platform/db/dump.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { withClient } from '../../src/platform/db/with-client.ts';
import { write } from '../../src/platform/db/write.ts';
import { HotlineError } from '../../src/platform/errors.ts';
import type { Logger } from '../../src/platform/log.ts';
import { setTimer } from '../../src/platform/timers/timer-store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { administer, databaseUrl } from '../support/server.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

const supervisors = () => db.query<{ phones: string[] }>('select phones from supervisors');
const setSupervisors = `insert into supervisors (phones) values ($1)
  on conflict (only_row) do update set phones = excluded.phones`;

describe('a part of a transaction', () => {
  const broken = (tx: Tx) => tx.query('select 1 / 0');
  const timer = { kind: 'escalate', subject: '1', dueAt: new Date('2026-11-23T09:00:00Z') } as const;

  it('that fails is undone with its timers, and the rest is committed', async () => {
    await using own = await freshDatabase();
    const told: unknown[] = [];
    const rung: NewTimer[] = [];
    own.onTimers = (timers) => rung.push(...timers);
    await own.transaction(async (tx) => {
      await tx.query(setSupervisors, [['+493023125000']]);
      const work = async (part: Tx) => {
        await part.query(setSupervisors, [['+493023125001']]);
        await setTimer(part, timer);
        await broken(part);
      };
      await apart(tx, work, (error) => told.push(error));
    });
    expect(told).toEqual([expect.objectContaining({ message: 'division by zero' })]);
    expect(await own.query('select phones from supervisors')).toEqual([{ phones: ['+493023125000'] }]);
    expect(await own.query('select from timers')).toEqual([]);
    expect(rung).toEqual([]);
  });

  it('that succeeds is committed with its timers, which are handed over', async () => {
    await using own = await freshDatabase();
    const rung: NewTimer[] = [];
    own.onTimers = (timers) => rung.push(...timers);
    await own.transaction((tx) =>
      apart(
        tx,
        (part) => setTimer(part, timer),
        () => {},
      ),
    );
    expect(rung).toEqual([expect.objectContaining({ subject: '1' })]);
  });

  it('hears of a failure that nobody waited for, and why it was', async () => {
    const told: unknown[] = [];
    await db.transaction((tx) =>
      apart(
        tx,
        (part) => write(part, 'select 1 / 0'),
        (error) => told.push(error),
      ),
    );
    expect(told).toEqual([expect.objectContaining({ message: 'division by zero' })]);
  });

  it('that has failed takes nothing any more from those of its work who were still busy', async () => {
    await db.query(setSupervisors, [['+493023125000']]);
    const failed = Promise.withResolvers<void>();
    let slow: Promise<unknown> | undefined;
    await db.transaction(async (tx) => {
      const work = (part: Tx) => {
        slow = failed.promise.then(() => part.query(setSupervisors, [['+493023125004']]));
        return Promise.all([slow, broken(part)]);
      };
      await apart(tx, work, () => {});
      failed.resolve();
      await expect(slow).rejects.toThrow('after the end of its part');
    });
    expect(await supervisors()).toEqual([{ phones: ['+493023125000'] }]);
  });

  it('fails with the whole when the database has gone away: that is tried again', async () => {
    const away = new HotlineError('database-unavailable', 'the database has gone away');
    const otherwise = vi.fn();
    const work = db.transaction((tx) => apart(tx, () => Promise.reject(away), otherwise));
    await expect(work).rejects.toBe(away);
    expect(otherwise).not.toHaveBeenCalled();
  });
});

describe('what comes out of the database', () => {
  it('keeps ticket numbers as digits, days as they were written and instants as Dates', async () => {
    const [row] = await db.query(
      `select 9007199254740993::bigint as number, '2026-03-29'::date as day, '2026-03-29T01:00Z'::timestamptz as at`,
    );
    expect(row).toEqual({
      number: '9007199254740993',
      day: '2026-03-29',
      at: new Date('2026-03-29T01:00:00Z'),
    });
  });
});

describe('a transaction', () => {
  it('is undone as a whole when its work throws', async () => {
    await db.query(setSupervisors, [['+493023125000']]);
    await expect(
      db.transaction(async (tx) => {
        await tx.query(setSupervisors, [['+493023125001']]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await supervisors()).toEqual([{ phones: ['+493023125000'] }]);
  });

  it('does not pass for committed when its work swallowed an error', async () => {
    await expect(
      db.transaction(async (tx) => {
        await tx.query(setSupervisors, [['+493023125002']]);
        await tx.query('select 1 / 0').catch(() => {});
      }),
    ).rejects.toThrow('division by zero');
    expect(await supervisors()).not.toEqual([{ phones: ['+493023125002'] }]);
  });

  it('that has failed takes nothing any more from those of its work who were still busy', async () => {
    await db.query(setSupervisors, [['+493023125000']]);
    const failed = Promise.withResolvers<void>();
    let slow: Promise<unknown> | undefined;
    const work = db.transaction(async (tx) => {
      slow = failed.promise.then(() => tx.query(setSupervisors, [['+493023125003']]));
      await Promise.all([slow, tx.query('select 1 / 0')]);
    });
    await expect(work).rejects.toThrow('division by zero');
    failed.resolve();
    await expect(slow).rejects.toThrow('after the end of its transaction');
    expect(await supervisors()).toEqual([{ phones: ['+493023125000'] }]);
  });

  it('may recover from an error inside a savepoint', async () => {
    await db.transaction(async (tx) => {
      await tx.query('savepoint try');
      await tx.query('select 1 / 0').catch(() => tx.query('rollback to savepoint try'));
      await tx.query(setSupervisors, [['+493023125003']]);
    });
    expect(await supervisors()).toEqual([{ phones: ['+493023125003'] }]);
  });

  it('runs its work again after a lost race, and then both have happened', async () => {
    await db.query('create table counters (n integer not null)');
    await db.query('insert into counters values (0)');
    let arrived = 0;
    let openGate = () => {};
    const bothHaveRead = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    let runs = 0;
    const increment = () =>
      db.transaction(async (tx) => {
        runs += 1;
        await tx.query('set transaction isolation level serializable');
        const [row] = await tx.query<{ n: number }>('select n from counters');
        arrived += 1;
        if (arrived === 2) openGate();
        await bothHaveRead;
        await tx.query('update counters set n = $1', [(row?.n ?? 0) + 1]);
      });
    await Promise.all([increment(), increment()]);
    expect(await db.query('select n from counters')).toEqual([{ n: 2 }]);
    expect(runs).toBe(3);
  });

  it('gives up after two more tries', async () => {
    let runs = 0;
    await expect(
      db.transaction(async (tx) => {
        runs += 1;
        await tx.query(`do $$ begin raise exception 'always too late' using errcode = '40001'; end $$`);
      }),
    ).rejects.toThrow('always too late');
    expect(runs).toBe(3);
  });
});

describe('a statement that nobody waits for', () => {
  const setOne = [setSupervisors, [['+493023125011']]] as const;

  it('comes before what is asked after it, and is committed with it', async () => {
    const seen = await db.transaction(async (tx) => {
      await write(tx, ...setOne);
      return tx.query('select phones from supervisors');
    });
    expect(seen).toEqual([{ phones: ['+493023125011'] }]);
    expect(await supervisors()).toEqual(seen);
  });

  it('fails its transaction with its own error, whatever is asked after it, and nothing of it stays', async () => {
    const before = await supervisors();
    const failing = (after: 'a question' | 'nothing') =>
      db.transaction(async (tx) => {
        await tx.query(setSupervisors, [['+493023125012']]);
        await write(tx, 'select 1 / 0');
        if (after === 'a question') await tx.query('select 1');
      });
    await expect(failing('a question')).rejects.toThrow('division by zero');
    await expect(failing('nothing')).rejects.toThrow('division by zero');
    expect(await supervisors()).toEqual(before);
  });

  it('that has lost a race lets its work be done again', async () => {
    let runs = 0;
    await db.transaction(async (tx) => {
      runs += 1;
      if (runs === 1)
        await write(tx, `do $$ begin raise exception 'too late' using errcode = '40001'; end $$`);
      await tx.query('select 1');
    });
    expect(runs).toBe(2);
  });

  it('leaves no connection behind that others could not use', async () => {
    const failing = Array.from({ length: 30 }, () =>
      db.transaction(async (tx) => {
        await write(tx, 'select 1 / 0');
        throw new Error('changed my mind');
      }),
    );
    await expect(Promise.all(failing)).rejects.toThrow('changed my mind');
    await Promise.allSettled(failing);
    const all = Array.from({ length: 30 }, () => db.transaction((tx) => tx.query('select 1 as one')));
    expect((await Promise.all(all)).flat()).toHaveLength(30);
  });

  it('is waited for where there is no transaction', async () => {
    await write(db, ...setOne);
    expect(await supervisors()).toEqual([{ phones: ['+493023125011'] }]);
    await expect(write(db, 'select 1 / 0')).rejects.toThrow('division by zero');
  });
});

describe('a connection', () => {
  it('is bounded by the server, whatever becomes of its process', async () => {
    const [bounds] = await db.query(
      `select current_setting('statement_timeout') as statement,
         current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(bounds).toEqual({ statement: '5s', idle: '4s' });
  });

  it('has minutes at the command line, where nobody waits on the line', async () => {
    const limits = await withDatabase({ databaseUrl: db.url, dataDir: '' }, 'read', (database) =>
      database.query<{ name: string; setting: string }>(
        `select name, setting from pg_settings
          where name in ('statement_timeout', 'idle_in_transaction_session_timeout') order by name`,
      ),
    );
    expect(limits.map(({ setting }) => Number(setting))).toEqual([60_000, 600_000]);
  });

  it('compiles no plan: that takes longer than what is asked', async () => {
    expect(await db.query(`select current_setting('jit') as jit`)).toEqual([{ jit: 'off' }]);
  });

  it('of a process that was frozen in a transaction is cut, and the row it held is free', async () => {
    await using deps = await freshDatabase();
    await deps.query('create table rows (n integer)');
    await deps.query('insert into rows values (1)');
    const frozen = deps.transaction(async (tx) => {
      // the same bound, shorter
      await tx.query(`set local idle_in_transaction_session_timeout = '20ms'`);
      await tx.query('select from rows for update');
      await deps.query('select from rows for update');
    });
    await expect(frozen).rejects.toMatchObject({ code: 'database-unavailable' });
    expect(await deps.query('select n from rows for update')).toEqual([{ n: 1 }]);
  });
});

describe('timers', () => {
  const timer: NewTimer = {
    id: '0198f000-0000-7000-8000-000000000001',
    kind: 'escalate',
    subject: '4711',
    dueAt: new Date('2026-08-03T08:00:00Z'),
  };

  it('are handed over after the commit, and only then', async () => {
    const rung: NewTimer[][] = [];
    db.onTimers = (timers) => void rung.push(timers);
    await expect(
      db.transaction(async (tx) => {
        tx.timers.push(timer);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(rung).toEqual([]);
    await db.transaction(async (tx) => {
      tx.timers.push(timer);
      expect(rung).toEqual([]);
    });
    await expect.poll(() => rung).toEqual([[timer]]);
  });

  it('do not fail the transaction when nobody can be told', async () => {
    db.onTimers = () => Promise.reject(new Error('no Redis'));
    await expect(db.transaction(async (tx) => tx.timers.push(timer))).resolves.toBe(1);
    db.onTimers = () => {
      throw new Error('no Redis either');
    };
    await expect(db.transaction(async (tx) => tx.timers.push(timer))).resolves.toBe(1);
  });
});

describe('a database that is in trouble', () => {
  const unavailable = expect.objectContaining({ name: 'HotlineError', code: 'database-unavailable' });

  it('is reported as such when nobody listens, with a remedy', async () => {
    const nowhere = openDatabase('postgres://hotline@127.0.0.1:1/hotline');
    await expect(nowhere.query('select 1')).rejects.toEqual(unavailable);
    await expect(nowhere.transaction(async () => 1)).rejects.toMatchObject({
      remedy: expect.stringContaining('DATABASE_URL'),
    });
    await nowhere.close();
  });

  it('survives that every connection is cut, in use or not', async () => {
    const cutAll = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    const interrupted = db.transaction(async (tx) => {
      await tx.query('select 1');
      await administer(db.url, cutAll);
      await tx.query('select 1');
    });
    await expect(interrupted).rejects.toEqual(unavailable);
    // a connection that was idle may be noticed only when it is used
    const ask = () => db.query('select 1 as alive').catch(() => 'cut');
    await expect.poll(ask).toEqual([{ alive: 1 }]);
  });

  it.each([
    ['while it is in use', false, ['a database connection was cut']],
    ['while the pool is being closed', true, []],
  ])('is told of when it is cut %s', async (_, isClosing, told) => {
    const said: string[] = [];
    const log = { warn: (_about: object, message: string) => said.push(message) } as unknown as Logger;
    const database = openDatabase(db.url, { log });
    let closed: Promise<void> | undefined;
    const interrupted = database.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      if (isClosing) closed = database.close();
      await administer(db.url, `select pg_terminate_backend(${row?.pid})`);
      await tx.query('select 1');
    });
    await expect(interrupted).rejects.toEqual(unavailable);
    // the statement may fail before the connection is seen to end
    if (!isClosing) await expect.poll(() => said).not.toEqual([]);
    await (closed ?? database.close());
    expect(said.filter((message, at) => said.indexOf(message) === at)).toEqual(told);
  });

  it('says so when a wrong password or a missing database is configured', async () => {
    const url = new URL(db.url);
    url.pathname = '/no_such_database';
    const wrong = openDatabase(url.href);
    await expect(wrong.query('select 1')).rejects.toEqual(unavailable);
    await wrong.close();
  });

  it('tells a broken rule apart: the error of the database itself comes through', async () => {
    await expect(
      db.query(`insert into plans (name, priority, seats, definition) values ('none', 1, 0, '{}')`),
    ).rejects.toMatchObject({
      constraint: 'plans_seats_check',
    });
  });

  it('may be closed twice', async () => {
    const twice = openDatabase(db.url);
    await twice.query('select 1');
    await expect(Promise.all([twice.close(), twice.close()])).resolves.toHaveLength(2);
    await expect(twice.query('select 1')).rejects.toThrow();
  });
});

describe('the schema', () => {
  /** A database without tables beside this one. */
  async function makeEmpty(name: string): Promise<{ empty: string; url: string }> {
    const own = new URL(db.url).pathname.slice(1);
    const empty = `${own}_${name}`;
    await administer(db.url, `create database ${empty} template template0`);
    return { empty, url: databaseUrl(db.url, empty) };
  }

  it('is made once, although several processes start at the same time', async () => {
    const { empty, url } = await makeEmpty('empty');
    const ran = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    await administer(db.url, `drop database ${empty} with (force)`);
  });

  it('that is cut off while it is being made is refused, and ends no process', async () => {
    const { empty, url } = await makeEmpty('cut');
    const cut = () =>
      administer(
        db.url,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${empty}' and wait_event = 'advisory'`,
      );
    await withClient(url, async (other) => {
      await other.query('select pg_advisory_lock($1)', [PG_MIGRATE_LOCK_ID]);
      const refused = expect(migrate(url)).rejects.toMatchObject({ code: 'database-unavailable' });
      await expect.poll(cut).toHaveLength(1);
      await refused;
    });
    await administer(db.url, `drop database ${empty} with (force)`);
  });

  it('cannot be made where there is no database, and says so', async () => {
    await expect(migrate('postgres://hotline@127.0.0.1:1/hotline')).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringMatching(/^The database cannot answer at the moment: .*ECONNREFUSED/),
    });
  });

  it.each([
    [
      'a database that is not there',
      (url: URL) => (url.pathname = '/no-such-database'),
      'Create this database',
    ],
    [
      'a role that is not there',
      (url: URL) => (url.username = 'nobody-of-that-name'),
      'Check the user and the password',
    ],
    [
      'an option that no server has',
      (url: URL) => (url.search = '?options=-c%20no.such=1%20-c%20no_such=1'),
      'Correct what DATABASE_URL says behind the ?',
    ],
    [
      'an option whose value is none',
      (url: URL) => (url.search = '?options=-c%20work_mem%3Dmuch'),
      'Correct what DATABASE_URL says behind the ?',
    ],
    [
      'a certificate that is not there',
      (url: URL) => (url.search = '?sslrootcert=/no/such/file.pem'),
      'Correct the files that DATABASE_URL names',
    ],
  ])('is refused for %s, and says what to do', async (_, spoil, remedy) => {
    const url = new URL(db.url);
    spoil(url);
    const refused = { code: 'database-unavailable', remedy: expect.stringContaining(remedy) };
    await expect(migrate(url.href)).rejects.toMatchObject(refused);
    await expect(openSession(url.href)).rejects.toMatchObject(refused);
    const spoilt = openDatabase(url.href);
    await expect(spoilt.query('select 1')).rejects.toMatchObject(refused);
    await spoilt.close();
  });
});
