import { expect, it, vi } from 'vitest';
import type { Tx } from '../../src/platform/db/database.ts';
import { HotlineError } from '../../src/platform/errors.ts';
import { createLogger } from '../../src/platform/log.ts';
import { type GateDeps, passGate, type Traffic } from '../../src/worker/jobs/pass-gate.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-23T09:00:00Z');

const TEXTS: Traffic = {
  gate: 'messages',
  timer: 'send-message',
  perSecond: ({ messagesPerSecond }) => messagesPerSecond,
  countWaiting: async () => 0,
  findPlace: async () => null,
  lookAgainMs: () => 1_000,
};

/** A carrier that takes so many texts a second, and how often its gate was locked and opened again. */
function atGate(database: TestDatabase, messagesPerSecond: number) {
  const commits = vi.fn();
  const counted: typeof database = Object.create(database, {
    transaction: {
      value: (work: (tx: Tx) => Promise<unknown>) => {
        commits();
        return database.transaction(work);
      },
    },
  });
  const deps: GateDeps = {
    database: counted,
    messagesPerSecond,
    callsPerSecond: 1,
    now: () => NOW,
    log: createLogger('silent', { readable: false }),
  };
  return { deps, commits };
}

const nobody = async () => {};

it('who comes while others pass goes through together with all who wait, each with one text', async () => {
  await using database = await freshDatabase();
  const { deps, commits } = atGate(database, 1_000);
  const waiting = ['one', 'two', 'three', 'four', 'five', 'six'];
  const choice = { choose: async (_tx: Tx, most: number) => waiting.splice(0, most), giveBack: nobody };
  const gone = await Promise.all(Array.from({ length: 8 }, () => passGate(deps, TEXTS, choice)));
  expect(gone).toEqual(['one', 'two', 'three', 'four', 'five', 'six', null, null]);
  // the first alone, the others after it
  expect(commits).toHaveBeenCalledTimes(2);
});

it('of those who pass together each takes its own text, whichever is the most urgent; who has none takes what is left', async () => {
  await using database = await freshDatabase();
  const { deps } = atGate(database, 1_000);
  const waiting = ['one', 'two', 'three', 'four', 'five'];
  const choose = async (_tx: Tx, most: number) => waiting.splice(0, most);
  const pass = (own: string) =>
    passGate(deps, TEXTS, { choose, isOwn: (text) => text === own, giveBack: nobody });
  // the first goes alone, and takes the most urgent
  const gone = await Promise.all(['five', 'four', 'gone before', 'two', 'three', 'late'].map(pass));
  expect(gone).toEqual(['one', 'four', 'five', 'two', 'three', null]);
});

it('a carrier that takes one text a second gets one, however many come at once', async () => {
  await using database = await freshDatabase();
  const { deps } = atGate(database, 1);
  const choice = {
    choose: async (_tx: Tx, most: number) => Array<string>(most).fill('the most urgent'),
    giveBack: nobody,
  };
  const gone = await Promise.all(Array.from({ length: 5 }, () => passGate(deps, TEXTS, choice)));
  expect(gone).toEqual(['the most urgent', null, null, null, null]);
  // nor does the next one
  expect(await passGate(deps, TEXTS, choice)).toBeNull();
});

it('whoever finds nothing to choose keeps the gate open for those behind', async () => {
  await using database = await freshDatabase();
  const { deps } = atGate(database, 1);
  const none = passGate(deps, TEXTS, { choose: async () => [], giveBack: nobody });
  const some = passGate(deps, TEXTS, { choose: async () => ['a text'], giveBack: nobody });
  expect(await Promise.all([none, some])).toEqual([null, 'a text']);
});

it('when the database goes away, all that was chosen with it is given back, and nothing else', async () => {
  await using database = await freshDatabase();
  const { deps } = atGate(database, 1_000);
  const given = vi.fn(nobody);
  const first = passGate(deps, TEXTS, { choose: async () => [], giveBack: given });
  const away = new HotlineError('database-unavailable', 'the database has gone away');
  const others = ['two', 'three'].map((text) =>
    passGate(deps, TEXTS, {
      choose: async (tx) => {
        await tx.query('select 1');
        if (text === 'three') throw away;
        return [text];
      },
      giveBack: given,
    }),
  );
  expect(await first).toBeNull();
  const failed = await Promise.allSettled(others);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await vi.waitFor(() => expect(given).toHaveBeenCalledWith('two'));
  expect(given).toHaveBeenCalledTimes(1);
});

it('a text that cannot be chosen holds up no other: each takes its own then, and whose it is hears why', async () => {
  await using database = await freshDatabase();
  const { deps } = atGate(database, 1_000);
  const broken = new Error('this text is broken');
  const pass = (own: string) =>
    passGate(deps, TEXTS, {
      choose: () => Promise.reject(broken),
      chooseOwn: async () => {
        if (own === 'broken') throw broken;
        return [own];
      },
      giveBack: nobody,
    });
  const gone = await Promise.allSettled(['one', 'broken', 'three'].map(pass));
  expect(gone).toEqual([
    { status: 'fulfilled', value: 'one' },
    { status: 'rejected', reason: broken },
    { status: 'fulfilled', value: 'three' },
  ]);
});

it('that nothing can be chosen from a database that is away is asked once, not by each again', async () => {
  await using database = await freshDatabase();
  const { deps } = atGate(database, 1_000);
  const away = new HotlineError('database-unavailable', 'the database has gone away');
  const chooseOwn = vi.fn(async () => ['own']);
  const choice = { choose: () => Promise.reject(away), chooseOwn, giveBack: nobody };
  await expect(passGate(deps, TEXTS, choice)).rejects.toBe(away);
  expect(chooseOwn).not.toHaveBeenCalled();
});
