import { describe, expect, test } from 'vitest';
import { decideOutlook, type Outlook } from '../../../../src/domain/outlook/decide-outlook.ts';
import type { Hole } from '../../../../src/domain/rehearsal/compare-proofs.ts';

const DAY_MS = 86_400_000;
const FIRST = new Date('2026-11-01T03:00:00Z');
const day = (days: number) => new Date(FIRST.getTime() + days * DAY_MS);
const hole = (from: number, until: number, plan = 'enhanced'): Hole => ({
  plan,
  severity: 1,
  from: day(from),
  until: day(until),
});

/** Nights after one another, each with what it finds; what is told in the morning is taken off. */
function nights(...found: Hole[][]): Outlook[] {
  const all: Outlook[] = [];
  for (const [night, holes] of found.entries()) {
    const last = all.at(-1);
    const before = last ? { ...last, notice: null } : null;
    all.push(decideOutlook(before, { at: day(night), until: day(night + 90), holes }));
  }
  return all;
}

const told = (all: readonly Outlook[]) => all.map(({ notice }) => notice);

describe('what a night says of the weeks ahead', () => {
  test('the first has nothing to compare with: what is broken from the start is no news', () => {
    expect(told(nights([hole(5, 6)], [hole(5, 6)]))).toEqual([null, null]);
  });

  test('what came is told once, and once that it is mended', () => {
    expect(told(nights([], [hole(5, 6)], [hole(5, 6)], [], []))).toEqual([
      null,
      'worse',
      null,
      'mended',
      null,
    ]);
  });

  test('another one that comes is told as well; mended is only what is mended altogether', () => {
    const [one, other] = [hole(5, 6), hole(10, 11, 'basic')];
    expect(told(nights([], [one], [one, other], [other], []))).toEqual([
      null,
      'worse',
      'worse',
      null,
      'mended',
    ]);
  });

  test('one that becomes longer is news, one that becomes shorter is not mended', () => {
    const all = nights([], [hole(5, 6)], [hole(5, 7)], [hole(5, 5.5)]);
    expect(told(all)).toEqual([null, 'worse', 'worse', null]);
    expect(all.at(-1)?.worse).toEqual([hole(5, 5.5)]);
  });

  test('what goes on beyond what can be seen is no news each night', () => {
    expect(told(nights([hole(80, 90)], [hole(80, 91)], [hole(80, 92)]))).toEqual([null, null, null]);
    // but what begins there is
    expect(told(nights([], [hole(90.5, 91)], [hole(90.5, 92)]))).toEqual([null, 'worse', null]);
  });

  test('what is over by itself is not said to be mended', () => {
    expect(told(nights([], [hole(1.5, 1.8)], []))).toEqual([null, 'worse', null]);
  });

  test('what came and went before anybody was told is not told at all', () => {
    const broken = decideOutlook(nights([])[0] ?? null, { at: day(1), until: day(91), holes: [hole(5, 6)] });
    expect(broken.notice).toBe('worse');
    expect(decideOutlook(broken, { at: day(2), until: day(92), holes: [] })).toMatchObject({
      notice: null,
      worse: [],
    });
  });

  test('a notice that was not taken yet stays, and one of mending gives way to what is worse', () => {
    const [, broken] = nights([], [hole(5, 6)]);
    const later = decideOutlook(broken ?? null, { at: day(2), until: day(92), holes: [hole(5, 6)] });
    expect(later.notice).toBe('worse');
    const mended = decideOutlook({ ...later, notice: null }, { at: day(3), until: day(93), holes: [] });
    expect(mended.notice).toBe('mended');
    expect(decideOutlook(mended, { at: day(4), until: day(94), holes: [] }).notice).toBe('mended');
    expect(decideOutlook(mended, { at: day(4), until: day(94), holes: [hole(8, 9)] }).notice).toBe('worse');
  });
});
