import { expect, it, onTestFinished } from 'vitest';
import type { Db } from '../../src/platform/db/database.ts';
import { createLogger } from '../../src/platform/log.ts';
import type { JobDeps } from '../../src/worker/jobs/job.ts';
import { createWorker } from '../../src/worker/worker.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-23T09:00:00Z');

async function fresh(): Promise<TestDatabase> {
  const database = await freshDatabase();
  onTestFinished(() => database[Symbol.asyncDispose]());
  return database;
}

/** Pages for tickets that are gone: work that ends at once. The most urgent one has the highest number. */
async function due(db: Db, count: number): Promise<void> {
  await db.query(
    `insert into timers (kind, subject, due_at, priority)
     select 'escalate', i::text, $1::timestamptz - i * interval '1 second', $2 - i from generate_series(1, $2) i`,
    [NOW, count],
  );
}

/** A shop whose works are held up until the test lets them go on. */
function shopOf(database: TestDatabase) {
  const begun: (() => void)[] = [];
  let held = true;
  const slow: TestDatabase = {
    ...database,
    async transaction(work) {
      if (held) await new Promise<void>((resolve) => begun.push(resolve));
      return database.transaction(work);
    },
  };
  const deps = { database: slow, now: () => NOW, log: createLogger('silent') } as unknown as JobDeps;
  const letGo = () => {
    held = false;
    for (const goOn of begun.splice(0)) goOn();
  };
  return { deps, begun, letGo };
}

const left = (db: Db) => db.query<{ subject: string }>('select subject from timers order by subject::int');

it('a worker does all that is due, and no more at a time than it may', async () => {
  const database = await fresh();
  await due(database, 30);
  const { deps, begun, letGo } = shopOf(database);
  const worker = createWorker(deps, 4);
  await worker.look();
  await worker.look();
  expect(begun).toHaveLength(4);
  letGo();
  await expect.poll(() => left(database), { timeout: 10_000 }).toEqual([]);
  await worker.close();
});

it('the most urgent goes first', async () => {
  const database = await fresh();
  await due(database, 5);
  const { deps, letGo } = shopOf(database);
  const worker = createWorker(deps, 2);
  await worker.look();
  const closed = worker.close();
  letGo();
  await closed;
  expect(await left(database)).toEqual([{ subject: '1' }, { subject: '2' }, { subject: '3' }]);
});

it('what becomes due during a look is seen by the next', async () => {
  const database = await fresh();
  const { deps, letGo } = shopOf(database);
  letGo();
  const worker = createWorker(deps, 50);
  const first = worker.look();
  await due(database, 3);
  await Promise.all([first, worker.look()]);
  await worker.close();
  expect(await left(database)).toEqual([]);
});
