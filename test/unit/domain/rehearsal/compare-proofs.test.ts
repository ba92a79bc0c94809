import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { newHoles } from '../../../../src/domain/rehearsal/compare-proofs.ts';
import type { Impossible } from '../../../../src/domain/rehearsal/proof.ts';

const hole = (from: number, until: number, given: Partial<Impossible> = {}): Impossible => ({
  plan: 'enhanced',
  severity: 1,
  from: new Date(from),
  until: new Date(until),
  cause: 'gap',
  who: [],
  mend: { key: 'name-manager' },
  remedy: 'Put somebody on call.',
  policies: ['front-line'],
  customers: [],
  ...given,
});
const spansOf = (holes: readonly Impossible[]) =>
  holes.map(({ from, until }) => [from.getTime(), until.getTime()]);

describe('two proofs held against each other', () => {
  it('only what was whole before is new, to the millisecond', () => {
    expect(spansOf(newHoles([hole(10, 20), hole(30, 40)], [hole(5, 35)]))).toEqual([
      [5, 10],
      [20, 30],
    ]);
  });

  it('another reason for the same time is nothing new', () => {
    expect(newHoles([hole(10, 20)], [hole(10, 20, { cause: 'too-late' })])).toEqual([]);
  });

  it.each([{ plan: 'standard' }, { severity: 2 as const }])('another promise is new: %j', (other) => {
    expect(newHoles([hole(10, 20)], [hole(10, 20, other)])).toHaveLength(1);
  });

  it('turned round it tells what was mended', () => {
    expect(newHoles([], [hole(10, 20)])).toEqual([hole(10, 20)]);
    expect(newHoles([hole(10, 20)], [])).toEqual([]);
  });
});

test('a millisecond is told as new exactly if it is in a hole now and was in none', () => {
  const holes = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 9 }))
      .map(([at, ms]) => hole(at, at + ms)),
    { maxLength: 5 },
  );
  const isIn = (all: readonly Impossible[], at: number) =>
    all.some(({ from, until }) => from.getTime() <= at && at < until.getTime());
  fc.assert(
    fc.property(holes, holes, (before, after) => {
      const found = newHoles(before, after);
      for (let at = 0; at < 40; at += 1) expect(isIn(found, at)).toBe(isIn(after, at) && !isIn(before, at));
    }),
  );
});
