import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFairQueue } from '../../src/platform/fair-queue.ts';

const ROOMY = { maxWaiting: 1_000, maxWaitingOfOne: 1_000 };

/** Works that end when they are told to, and the order in which they began. */
function works() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  const endAll = async () => {
    while (ends.length > 0) {
      ends.shift()?.();
      await new Promise(setImmediate);
    }
  };
  return { begun, work, endAll };
}

it('no more works run at once than allowed, those of one source in the order they came, also when some fail', async () => {
  const inTurn = createFairQueue({ atOnce: 2, ...ROOMY });
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      inTurn('one', async () => {
        begun.push(index);
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        if (index % 3 === 0) throw new Error('refused');
        return index;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7);
});

it('whoever comes from elsewhere waits for one of a crowd, not for the crowd', async () => {
  const inTurn = createFairQueue({ atOnce: 1, ...ROOMY });
  const { begun, work, endAll } = works();
  const all = [
    ...Array.from({ length: 60 }, (_, at) => inTurn('crowd', work(`crowd ${at}`))),
    inTurn('anna', work('anna')),
    inTurn('ben', work('ben')),
  ];
  await endAll();
  await Promise.all(all);
  expect(begun.slice(0, 4)).toEqual(['crowd 0', 'crowd 1', 'anna', 'ben']);
});

it('a crowd fills its own places and not those of others; whoever finds none is told at once', async () => {
  const inTurn = createFairQueue({ atOnce: 1, maxWaiting: 5, maxWaitingOfOne: 3 });
  const { begun, work, endAll } = works();
  const crowd = Array.from({ length: 10 }, (_, at) => inTurn('crowd', work(`crowd ${at}`)));
  const others = ['anna', 'ben', 'carla'].map((who) => inTurn(who, work(who)));
  const settled = Promise.allSettled([...crowd, ...others]);
  await endAll();
  const refused = (await settled).map(({ status }) => status === 'rejected');
  expect(refused).toEqual([...Array(4).fill(false), ...Array(6).fill(true), false, false, true]);
  await expect(inTurn('carla', async () => 'now')).resolves.toBe('now');
  expect(begun).toHaveLength(6);
});

it('every work that was taken is done once, and whoever is refused has cost nothing, whatever comes when', async () => {
  const arrival = fc.record({
    source: fc.constantFrom('a', 'b', 'c'),
    turns: fc.nat(3),
    fails: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(arrival, { maxLength: 40 }),
      fc.integer({ min: 1, max: 3 }),
      async (all, atOnce) => {
        const inTurn = createFairQueue({ atOnce, maxWaiting: 8, maxWaitingOfOne: 4 });
        let [running, most, done] = [0, 0, 0];
        const results = await Promise.allSettled(
          all.map(({ source, turns, fails }) =>
            inTurn(source, async () => {
              running += 1;
              most = Math.max(most, running);
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
              running -= 1;
              done += 1;
              if (fails) throw new Error('its own');
            }),
          ),
        );
        const busy = results.filter(
          (result) =>
            result.status === 'rejected' && (result.reason as { code?: string }).code === 'too-busy',
        );
        expect(most).toBeLessThanOrEqual(atOnce);
        expect(done + busy.length).toBe(all.length);
        await expect(inTurn('later', async () => 'free again')).resolves.toBe('free again');
      },
    ),
  );
});

it('has places of their own for some, which no crowd of others takes', async () => {
  const isFor = (source: string) => source.startsWith('known');
  const inTurn = createFairQueue({
    atOnce: 1,
    maxWaiting: 3,
    maxWaitingOfOne: 2,
    reserved: { places: 2, isFor },
  });
  const { begun, work, endAll } = works();
  const all = ['1', '2', '3', '4'].map((name) => inTurn(name, work(name)));
  await expect(inTurn('5', work('5'))).rejects.toMatchObject({ code: 'too-busy' });
  all.push(inTurn('known a', work('known a')), inTurn('known b', work('known b')));
  await expect(inTurn('known c', work('known c'))).rejects.toMatchObject({ code: 'too-busy' });
  await endAll();
  await Promise.all(all);
  expect(begun).toEqual(['1', '2', '3', '4', 'known a', 'known b']);
});
