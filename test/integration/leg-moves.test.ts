import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginIncomingCall } from '../../src/domain/calls/begin-call.ts';
import { callEvents, changeCall, findCallBySid, lockCallBySid } from '../../src/domain/calls/call-store.ts';
import { handleInput } from '../../src/domain/calls/handle-input.ts';
import { createLegMoves } from '../../src/domain/calls/leg-moves.ts';
import type { Runner } from '../../src/domain/calls/run-flow.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

let hotline: Hotline;
/** Another record, since callers may join what others have opened. */
let elsewhere: Hotline;
beforeAll(async () => {
  elsewhere = await openHotline();
  hotline = await openHotline();
});
afterAll(async () => {
  await hotline.close();
  await elsewhere.close();
});

const NOW = new Date('2026-11-23T09:00:00Z');
let rung = 0;

/** One process of several on the same record. */
function process(moves = createLegMoves(hotline.database)): Runner {
  return { ...hotline.app.runner, moves };
}

/** A caller nobody knows, who is asked for a language. */
async function ring(runner: Runner, { database } = hotline): Promise<string> {
  rung += 1;
  const sid = `CA${rung.toString(16).padStart(32, '0')}`;
  await beginIncomingCall(database, runner, { sid, from: '+4930111222', to: '+4930999' }, NOW);
  return sid;
}

/** Keys digits to the question that stands, as the carrier does: it says which one that was. */
async function press(runner: Runner, sid: string, digits: string, at = hotline) {
  const standing = await findCallBySid(at.database, sid);
  return answer(runner, sid, { ...(standing?.visit ?? { state: '', number: 0 }), digits }, at);
}

function answer(
  runner: Runner,
  callSid: string,
  { state, number, digits }: { state: string; number: number; digits: string },
  { database } = hotline,
) {
  const request = { callSid, state, visit: number, input: { kind: 'digits' as const, digits } };
  return handleInput(database, runner, request, NOW);
}

async function storyOf(sid: string, { database } = hotline) {
  const call = await findCallBySid(database, sid);
  const events = await callEvents(database, call?.id ?? '');
  return { visit: call?.visit, events: events.map(({ kind, state, detail }) => ({ kind, state, detail })) };
}

test('whatever is keyed, a leg that is remembered goes where one goes that is looked at each time', async () => {
  const forgetful = { take: () => null, remember: () => {}, write: async () => false };
  const runners = new Map([
    [hotline, process()],
    [elsewhere, { ...elsewhere.app.runner, moves: forgetful }],
  ]);
  const tell = async (at: Hotline, keyed: readonly string[]) => {
    const runner = runners.get(at) as Runner;
    const sid = await ring(runner, at);
    for (const digits of keyed) await press(runner, sid, digits, at);
    return storyOf(sid, at);
  };
  const keys = fc.constantFrom('', '1', '2', '3', '9', '0', '12345', '99999999999999999');
  await fc.assert(
    fc.asyncProperty(fc.array(keys, { minLength: 1, maxLength: 12 }), async (keyed) => {
      expect(await tell(hotline, keyed)).toEqual(await tell(elsewhere, keyed));
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

test('a key that comes twice at once counts once, and both hear the same', async () => {
  const runner = process();
  const sid = await ring(runner);
  const key = { state: 'language', number: 2, digits: '1' };
  const heard = await Promise.all([answer(runner, sid, key), answer(runner, sid, key)]);
  expect(heard.map((call) => call?.visit.state)).toEqual(['customer-number', 'customer-number']);
  const { events } = await storyOf(sid);
  expect(events.map(({ kind }) => kind).slice(-3)).toEqual(['answer', 'entered', 'late-answer']);
});

test('what one process remembers does not count once another has moved the leg on', async () => {
  const [one, other] = [process(), process()];
  const sid = await ring(one);
  await press(other, sid, '1');
  // the same key again, at the process that has not heard of it
  const late = await answer(one, sid, { state: 'language', number: 2, digits: '1' });
  expect(late?.visit).toMatchObject({ state: 'customer-number', number: 3 });
  await press(one, sid, '12345');
  const next = await press(other, sid, '');
  expect(next?.visit).toMatchObject({ state: 'pin', number: 5 });
  const { events } = await storyOf(sid);
  expect(events.filter(({ kind }) => kind === 'answer')).toHaveLength(3);
});

test('a leg that has ended meanwhile is not moved any more', async () => {
  const runner = process();
  const sid = await ring(runner);
  const { id = '' } = (await findCallBySid(hotline.database, sid)) ?? {};
  await changeCall(hotline.database, id, { status: 'completed', endedAt: NOW });
  expect((await press(runner, sid, '1'))?.visit.state).toBe('language');
  expect((await storyOf(sid)).events.at(-1)?.kind).toBe('late-answer');
});

test('a leg that somebody holds keeps no other waiting', async () => {
  const runner = process();
  const [held, free] = [await ring(runner), await ring(runner)];
  const letGo = Promise.withResolvers<void>();
  const isHeld = Promise.withResolvers<void>();
  const holding = hotline.database.transaction(async (tx) => {
    await lockCallBySid(tx, held);
    isHeld.resolve();
    await letGo.promise;
  });
  await isHeld.promise;
  const waiting = press(runner, held, '1');
  expect((await press(runner, free, '1'))?.visit.state).toBe('customer-number');
  letGo.resolve();
  await holding;
  expect((await waiting)?.visit.state).toBe('customer-number');
});

test('what many callers key at once is written together, each with the events of their own', async () => {
  const statements: string[] = [];
  const counted = {
    query: <R extends object>(sql: string, params?: readonly unknown[]) => {
      statements.push(sql);
      return hotline.database.query<R>(sql, params);
    },
  };
  const runner = process(createLegMoves(counted));
  const sids = await Promise.all(Array.from({ length: 40 }, () => ring(runner)));
  const key = (digits: string) => ({ state: 'language', number: 2, digits });
  await Promise.all(sids.map((sid, index) => answer(runner, sid, key(index % 2 === 0 ? '1' : '7'))));
  expect(statements).toHaveLength(2);
  for (const [index, sid] of sids.entries()) {
    const { visit, events } = await storyOf(sid);
    expect(visit?.state).toBe(index % 2 === 0 ? 'customer-number' : 'language');
    expect(events.slice(-2)).toEqual([
      {
        kind: 'answer',
        state: 'language',
        detail: index % 2 === 0 ? { kind: 'choice', choice: '1' } : { kind: 'no-match' },
      },
      { kind: 'entered', state: visit?.state, detail: {} },
    ]);
  }
});

test('one of them that cannot be written takes no other with it', async () => {
  const runner = process();
  const [odd, usual] = [await ring(runner), await ring(runner)];
  const call = runner.moves.take(odd);
  if (call) runner.moves.remember({ ...call, id: 'no-uuid' });
  const key = { state: 'language', number: 2, digits: '1' };
  const heard = await Promise.all([answer(runner, odd, key), answer(runner, usual, key)]);
  expect(heard.map((there) => there?.visit.state)).toEqual(['customer-number', 'customer-number']);
});
