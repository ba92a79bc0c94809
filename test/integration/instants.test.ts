import { expect, it, onTestFinished } from 'vitest';
import { hearOthers } from '../../src/app/tell-timers.ts';
import { now } from '../../src/platform/clock.ts';
import { type Db, openDatabase } from '../../src/platform/db/database.ts';
import { createLogger } from '../../src/platform/log.ts';
import type { Coming } from '../../src/platform/timers/coming-instants.ts';
import { findComing } from '../../src/platform/timers/coming-timers-store.ts';
import { findDueKinds } from '../../src/platform/timers/due-timers-store.ts';
import { openInstantBell } from '../../src/platform/timers/instant-bell.ts';
import { tellTimers } from '../../src/platform/timers/told-timers.ts';
import { notifyTimers } from '../../src/platform/timers/told-timers-store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const log = createLogger('silent');
const patiently = { timeout: 10_000 };
const AT = new Date('2026-11-23T09:00:00Z');
const after = (ms: number) => new Date(AT.getTime() + ms);

async function fresh(): Promise<TestDatabase> {
  const database = await freshDatabase({ max: 3 });
  onTestFinished(() => database[Symbol.asyncDispose]());
  return database;
}

/** A worker that has a bell and nothing else: neither queue nor sweep. */
async function listen(database: TestDatabase) {
  const rung: { kinds: string[] | 'all'; at: Date }[] = [];
  const bell = openInstantBell({
    read: (from, until) => findComing(database, from, until),
    ring: async (kinds) => rung.push({ kinds: kinds ? [...kinds] : 'all', at: now() }),
    rightClock: async () => {},
    now,
    log,
  });
  onTestFinished(() => bell.close());
  const channel = hearOthers({ databaseUrl: database.url, database }, bell, log);
  onTestFinished(() => channel.close());
  // it hears from now on
  await expect.poll(() => rung, patiently).toEqual([{ kinds: 'all', at: expect.any(Date) }]);
  return rung;
}

/** As another process writes it: with connections of its own. */
async function writtenElsewhere(url: string, timers: readonly Coming[]): Promise<void> {
  const theirs = openDatabase(url, { max: 1 });
  await store(theirs, timers);
  await notifyTimers(theirs, tellTimers('another process', timers));
  await theirs.close();
}

async function store(db: Db, timers: readonly Coming[]): Promise<void> {
  await db.query(
    `insert into timers (kind, subject, due_at)
     select kind, gen_random_uuid()::text, due_at from unnest($1::text[], $2::timestamptz[]) as wanted (kind, due_at)`,
    [timers.map(({ kind }) => kind), timers.map(({ dueAt }) => dueAt)],
  );
}

it('what another process writes rings on its instant, without queue and sweep', async () => {
  const database = await fresh();
  const rung = await listen(database);
  const escalate = { kind: 'escalate', dueAt: new Date(now().getTime() + 400) };
  await writtenElsewhere(database.url, [escalate, { kind: 'place-call', dueAt: now() }]);
  await expect.poll(() => rung, patiently).toHaveLength(3);
  expect(rung.slice(1).map(({ kinds }) => kinds)).toEqual([['place-call'], ['escalate']]);
  expect(rung[2]?.at.getTime()).toBeGreaterThanOrEqual(escalate.dueAt.getTime());
});

it('what was on record before rings on its instant, too', async () => {
  const database = await fresh();
  await store(database, [{ kind: 'deadline', dueAt: new Date(now().getTime() + 1_500) }]);
  const rung = await listen(database);
  await expect.poll(() => rung, patiently).toHaveLength(2);
  expect(rung[1]?.kinds).toEqual(['deadline']);
});

it('a worker that was deaf for a while looks for everything as soon as it hears again', async () => {
  const database = await fresh();
  const rung = await listen(database);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'priority-line listener'`,
  );
  await expect.poll(() => rung.map(({ kinds }) => kinds), patiently).toEqual(['all', 'all']);
  await writtenElsewhere(database.url, [{ kind: 'escalate', dueAt: now() }]);
  await expect.poll(() => rung.at(-1)?.kinds, patiently).toEqual(['escalate']);
});

it('the coming instants are read by kind, each once, the soonest of many, and none that somebody has in hand', async () => {
  const database = await fresh();
  await store(database, [
    { kind: 'escalate', dueAt: after(10) },
    { kind: 'escalate', dueAt: after(10) },
    { kind: 'deadline', dueAt: after(60_000) },
    { kind: 'deadline', dueAt: after(60_001) },
    { kind: 'knock', dueAt: AT },
  ]);
  await database.query(
    `insert into timers (kind, subject, due_at, owner) values ('send-message', 'in hand', $1, gen_random_uuid()),
       ('place-call', 'of a fraction', $1::timestamptz + interval '1 microsecond', null)`,
    [after(20)],
  );
  const { coming, until } = await findComing(database, AT, after(60_000));
  expect(until).toEqual(after(60_000));
  expect(coming).toHaveLength(3);
  expect(coming).toEqual(
    expect.arrayContaining([
      { kind: 'escalate', dueAt: after(10) },
      // not before it is due
      { kind: 'place-call', dueAt: after(21) },
      { kind: 'deadline', dueAt: after(60_000) },
    ]),
  );
});

it('of more than can be read at once, reading goes on where it ended, and ends', async () => {
  const database = await fresh();
  await database.query(
    `insert into timers (kind, subject, due_at)
     select 'escalate', i::text, $1::timestamptz + i / 4 * interval '1 millisecond' from generate_series(4, 24003) i`,
    [AT],
  );
  const seen = new Set<number>();
  let from = AT;
  let reads = 0;
  while (from < after(60_000)) {
    const { coming, until } = await findComing(database, from, after(60_000));
    for (const { dueAt } of coming) seen.add(dueAt.getTime());
    expect(until.getTime()).toBeGreaterThan(from.getTime());
    from = until;
    reads += 1;
  }
  expect(seen.size).toBe(6_000);
  expect(reads).toBeLessThan(10);
});

it('of which kinds something is due is known, unless it is a backlog', async () => {
  const database = await fresh();
  await store(database, [
    { kind: 'escalate', dueAt: AT },
    { kind: 'escalate', dueAt: after(-5) },
    { kind: 'deadline', dueAt: after(1) },
  ]);
  expect(await findDueKinds(database, AT)).toEqual(new Set(['escalate']));
  await store(
    database,
    Array.from({ length: 1_000 }, () => ({ kind: 'deadline', dueAt: after(-10) })),
  );
  expect(await findDueKinds(database, AT)).toBeUndefined();
});
