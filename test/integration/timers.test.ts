import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { compareDue } from '../../src/platform/due-order.ts';
import {
  type ClaimedTimer,
  claimDueTimers,
  finishTimers,
  LEASE_MS,
  postponeTimer,
} from '../../src/platform/timers/claimed-timers-store.ts';
import type { TimerKind } from '../../src/platform/timers/timer.ts';
import { ensureTimer, setTimer, setTimers } from '../../src/platform/timers/timer-store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const timer = (subject: string, dueAt = NOW) => ({ kind: 'escalate' as const, subject, dueAt });

let database: TestDatabase;
beforeEach(async () => {
  const fresh = await freshDatabase();
  onTestFinished(() => fresh[Symbol.asyncDispose]());
  database = fresh;
});

const set = (subject: string, dueAt = NOW) =>
  database.transaction((tx) => setTimer(tx, timer(subject, dueAt)));
const rows = () =>
  database.query<{ subject: string; due_at: Date; attempts: number }>(
    'select subject, due_at, attempts from timers order by subject',
  );
async function claim(at = NOW): Promise<ClaimedTimer> {
  const [claimed] = await claimDueTimers(database, at, 1);
  if (!claimed) throw new Error('nothing was due');
  return claimed;
}

describe('a timer that is kept', () => {
  it('is set when there is none, and rings', async () => {
    const rung: string[] = [];
    database.onTimers = (timers) => void rung.push(...timers.map(({ subject }) => subject));
    await database.transaction((tx) => ensureTimer(tx, timer('4711', inSeconds(60))));
    expect(await rows()).toEqual([{ subject: '4711', due_at: inSeconds(60), attempts: 0 }]);
    await expect.poll(() => rung).toEqual(['4711']);
  });

  it.each([-60, 60])('stays where it was when it is wanted %i seconds from there', async (seconds) => {
    await set('4711', inSeconds(100));
    await database.transaction((tx) => ensureTimer(tx, timer('4711', inSeconds(100 + seconds))));
    expect(await rows()).toEqual([{ subject: '4711', due_at: inSeconds(100), attempts: 0 }]);
  });

  it('leaves the lease of whoever works on it alone', async () => {
    await set('4711');
    await claim();
    await database.transaction((tx) => ensureTimer(tx, timer('4711')));
    expect(await rows()).toEqual([{ subject: '4711', due_at: inSeconds(LEASE_MS / 1_000), attempts: 1 }]);
  });
});

describe('a timer that is set', () => {
  it('moves the one there is, and its tries begin anew', async () => {
    await set('4711');
    await claim();
    await set('4711', inSeconds(5));
    expect(await rows()).toEqual([{ subject: '4711', due_at: inSeconds(5), attempts: 0 }]);
  });
});

describe('work that is put off', () => {
  it('comes again at that instant, and knows how often it was tried', async () => {
    await set('4711');
    const first = await claim();
    await database.transaction((tx) => postponeTimer(tx, first, inSeconds(3)));
    expect(await claimDueTimers(database, inSeconds(2), 1)).toEqual([]);
    const second = await claim(inSeconds(3));
    expect([first.attempts, second.attempts]).toEqual([1, 2]);
    await database.transaction((tx) => postponeTimer(tx, second, inSeconds(9)));
    expect((await claim(inSeconds(9))).attempts).toBe(3);
  });

  it('stays where it was set anew meanwhile', async () => {
    await set('4711');
    const claimed = await claim();
    await set('4711', inSeconds(1));
    await database.transaction((tx) => postponeTimer(tx, claimed, inSeconds(600)));
    expect(await rows()).toEqual([{ subject: '4711', due_at: inSeconds(1), attempts: 0 }]);
  });

  it('stays with whoever took it over when the lease was up', async () => {
    await set('4711');
    const late = await claim();
    const next = await claim(inSeconds(21));
    await database.transaction((tx) => postponeTimer(tx, late, inSeconds(600)));
    expect(await rows()).toEqual([
      { subject: '4711', due_at: inSeconds(21 + LEASE_MS / 1_000), attempts: 2 },
    ]);
    await finishTimers(database, [late]);
    expect(await rows()).toHaveLength(1);
    await finishTimers(database, [next]);
    expect(await rows()).toEqual([]);
  });
});

describe('work that is done', () => {
  it('leaves what was set anew meanwhile, also once the same hands have taken that', async () => {
    await set('4711');
    const done = await claim();
    await set('4711');
    const next = await claim();
    expect(next).toMatchObject({ owner: done.owner, attempts: done.attempts });
    await finishTimers(database, [done]);
    await database.transaction((tx) => postponeTimer(tx, next, inSeconds(9)));
    expect(await rows()).toEqual([{ subject: '4711', due_at: inSeconds(9), attempts: 1 }]);
  });

  it('waits for nobody who is just setting it anew, and leaves it to them', async () => {
    await set('4711');
    const done = await claim();
    await database.transaction(async (other) => {
      await setTimer(other, timer('4711', inSeconds(5)));
      await database.transaction(async (tx) => {
        await tx.query(`set local lock_timeout = '1ms'`);
        await finishTimers(tx, [done]);
      });
    });
    expect(await rows()).toEqual([{ subject: '4711', due_at: inSeconds(5), attempts: 0 }]);
  });
});

describe('due work', () => {
  it('that somebody else is just taking is passed over, and nobody waits for it', async () => {
    await set('1', inSeconds(-2));
    await set('2', inSeconds(-1));
    await database.transaction(async (other) => {
      await other.query(`select from timers where subject = '1' for update`);
      await database.transaction(async (tx) => {
        await tx.query(`set local lock_timeout = '1ms'`);
        expect(await claimDueTimers(tx, NOW, 5)).toMatchObject([{ subject: '2' }]);
      });
    });
    expect(await claim()).toMatchObject({ subject: '1' });
  });

  it('is begun without waiting for the disk: a claim that is lost is due again', async () => {
    await set('1');
    const commits = await database.transaction(async (tx) => {
      await tx.query('set local synchronous_commit = on');
      expect(await claimDueTimers(tx, NOW, 1)).toHaveLength(1);
      return tx.query('show synchronous_commit');
    });
    expect(commits).toEqual([{ synchronous_commit: 'off' }]);
  });

  it('that comes last of all is claimed, too', async () => {
    await database.transaction((tx) => setTimer(tx, { ...timer('4711'), priority: Number.MAX_SAFE_INTEGER }));
    expect((await claim()).subject).toBe('4711');
  });

  it('is claimed once, however many ask at the same time', async () => {
    for (let subject = 0; subject < 20; subject += 1) await set(String(subject));
    const claims = await Promise.all(Array.from({ length: 5 }, () => claimDueTimers(database, NOW, 20)));
    const subjects = claims.flat().map(({ subject }) => Number(subject));
    expect(subjects.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });
});

describe('what is due at one time', () => {
  const IDS = ['9', '10', '4711', '4712', '0b9d6a5e-7f5c-4a53-9d55-6a1f0c7e0001'];
  const work = fc.record({
    kind: fc.constantFrom<TimerKind>(
      'escalate',
      'deadline',
      'begin-callback',
      'acknowledgement-stale',
      'send-message',
    ),
    subject: fc.constantFrom(...IDS),
    dueAt: fc.integer({ min: -2, max: 0 }).map(inSeconds),
    priority: fc.nat(2),
  });
  const works = fc.uniqueArray(work, {
    selector: ({ kind, subject }) => `${kind} ${subject}`,
    maxLength: 12,
  });

  it('is taken in hand in the order that a rehearsal plays it in', async () => {
    await fc.assert(
      fc.asyncProperty(works, async (due) => {
        await database.transaction((tx) => setTimers(tx, due));
        const taken: string[] = [];
        for (const _ of due) {
          const claimed = await claim();
          taken.push(`${claimed.kind} ${claimed.subject}`);
          await finishTimers(database, [claimed]);
        }
        const played = due
          .map((one) => ({ ...one, dueAt: one.dueAt.getTime() }))
          .toSorted(compareDue)
          .map(({ kind, subject }) => `${kind} ${subject}`);
        expect(taken).toEqual(played);
      }),
      { numRuns: 40 },
    );
  });

  it('begins with the most urgent, and of equal ones with the older ticket', async () => {
    const alarm = (subject: string, priority: number) => ({ ...timer(subject), priority });
    await database.transaction((tx) =>
      setTimers(tx, [alarm('10000', 7), alarm('9999', 7), alarm('10001', 5)]),
    );
    expect([await claim(), await claim(), await claim()].map(({ subject }) => subject)).toEqual([
      '10001',
      '9999',
      '10000',
    ]);
  });
});
