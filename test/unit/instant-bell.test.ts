import { expect, it } from 'vitest';
import { createLogger } from '../../src/platform/log.ts';
import type { Coming } from '../../src/platform/timers/coming-instants.ts';
import { openInstantBell } from '../../src/platform/timers/instant-bell.ts';
import { rememberLog } from '../support/written-down.ts';

const BEGIN = Date.parse('2026-11-23T09:00:00Z');
const SECOND = 1_000;
const MINUTE = 60_000;
/** In the order of the promises behind one another. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** A bell beside rows that somebody writes, and a clock that the test moves. */
async function bellOf({ rows = [] as Coming[], limit = 5_000, log = createLogger('silent') } = {}) {
  let present = BEGIN;
  let alarm: { at: number; call: () => void } | undefined;
  const rung: { at: number; kinds: string[] | 'all' }[] = [];
  const reads: [number, number][] = [];
  const world = { fails: false, clockOff: 0 };
  const bell = openInstantBell({
    async read(from, until) {
      if (world.fails) throw new Error('away');
      reads.push([from.getTime() - BEGIN, until.getTime() - BEGIN]);
      const all = rows
        .filter(({ dueAt }) => dueAt > from && dueAt <= until)
        .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
      const coming = all.slice(0, limit);
      return { coming, until: all.length > limit ? (coming.at(-1)?.dueAt ?? until) : until };
    },
    async ring(kinds) {
      if (world.fails) throw new Error('away');
      rung.push({ at: present - BEGIN, kinds: kinds ? [...kinds] : 'all' });
    },
    async rightClock() {
      world.clockOff = 0;
    },
    now: () => new Date(present + world.clockOff),
    after(ms, call) {
      const mine = { at: present + ms, call };
      alarm = mine;
      return () => {
        if (alarm === mine) alarm = undefined;
      };
    },
    log,
  });
  await settle();
  const pass = async (ms: number) => {
    const until = present + ms;
    while (alarm && alarm.at <= until) {
      const { at, call } = alarm;
      alarm = undefined;
      present = Math.max(present, at);
      call();
      await settle();
    }
    present = until;
    await settle();
  };
  return { bell, rung, reads, world, pass, isArmed: () => alarm !== undefined };
}

const coming = (kind: string, ms: number): Coming => ({ kind, dueAt: new Date(BEGIN + ms) });

it('rings on the instant for what is on record, and for what is written meanwhile', async () => {
  const { bell, rung, pass } = await bellOf({
    rows: [coming('escalate', 1_500), coming('deadline', 90_000)],
  });
  bell.add([coming('send-message', 700)]);
  await pass(2 * MINUTE);
  expect(rung).toEqual([
    { at: 700, kinds: ['send-message'] },
    { at: 1_500, kinds: ['escalate'] },
    { at: 90_000, kinds: ['deadline'] },
  ]);
});

it('what is due already rings at once', async () => {
  const { bell, rung, pass } = await bellOf();
  bell.add([coming('place-call', -5)]);
  await pass(0);
  expect(rung).toEqual([{ at: 0, kinds: ['place-call'] }]);
});

it('rings once for what is due at the same instant', async () => {
  const { rung, pass } = await bellOf({
    rows: [coming('escalate', 10), coming('deadline', 10), coming('escalate', 10)],
  });
  await pass(SECOND);
  expect(rung).toEqual([{ at: 10, kinds: ['escalate', 'deadline'] }]);
});

it('what is too far off to be held is read when it comes nearer', async () => {
  const rows: Coming[] = [];
  const { bell, rung, pass } = await bellOf({ rows });
  const far = coming('escalate', 10 * MINUTE);
  rows.push(far);
  bell.add([far]);
  await pass(11 * MINUTE);
  expect(rung).toEqual([{ at: 10 * MINUTE, kinds: ['escalate'] }]);
});

it('reads each minute once, and of many only what it can hold at a time', async () => {
  const every = Array.from({ length: 300 }, (_, index) => coming('escalate', 500 + index * SECOND));
  const { rung, reads, pass } = await bellOf({ rows: every, limit: 10 });
  await pass(5 * MINUTE);
  expect(rung.map(({ at }) => at)).toEqual(every.map(({ dueAt }) => dueAt.getTime() - BEGIN));
  expect(new Set(reads.map(([from]) => from)).size).toBe(reads.length);
});

it('when something was missed, looks for everything, and reads the coming minute anew', async () => {
  const rows: Coming[] = [];
  const { bell, rung, pass } = await bellOf({ rows });
  await pass(SECOND);
  rows.push(coming('deadline', 30_000));
  bell.reread();
  await pass(MINUTE);
  expect(rung).toEqual([
    { at: SECOND, kinds: 'all' },
    { at: 30_000, kinds: ['deadline'] },
  ]);
});

it('by a clock that somebody has moved, nothing rings early, and nothing is lost', async () => {
  const { rung, world, pass } = await bellOf({
    rows: [coming('escalate', 5_000), coming('deadline', 20_000)],
  });
  world.clockOff = 3_600_000;
  await pass(MINUTE);
  expect(rung).toEqual([
    { at: 5_000, kinds: ['escalate'] },
    { at: 20_000, kinds: ['deadline'] },
  ]);
});

it('while the database is away it says so once, and reads when it is back', async () => {
  const { log, lines } = rememberLog();
  const { bell, rung, world, pass } = await bellOf({ rows: [coming('escalate', 90_000)], log });
  world.fails = true;
  for (let ms = 100; ms < 50_000; ms += 100) bell.add([coming('deadline', ms)]);
  await pass(MINUTE);
  expect(lines).toHaveLength(1);
  world.fails = false;
  await pass(MINUTE);
  expect(rung).toEqual([{ at: 90_000, kinds: ['escalate'] }]);
});

it('a closed one does not ring any more', async () => {
  const { bell, rung, pass, isArmed } = await bellOf({ rows: [coming('escalate', 10)] });
  await bell.close();
  bell.add([coming('deadline', 5)]);
  await pass(MINUTE);
  expect(rung).toEqual([]);
  expect(isArmed()).toBe(false);
});
