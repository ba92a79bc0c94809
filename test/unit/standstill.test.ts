import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { look, type Standstill } from '../../src/app/standstill.ts';

const EVERY_MS = 500;
const BEGUN: Standstill = { beats: 0, since: 0, lookedAt: 0 };

/** Looks after each of these pauses, at a loop that counts on or not. @returns for how long it has stood in the end */
function stoodFor(looks: readonly { pauseMs: number; goesOn: boolean }[]): number {
  const end = looks.reduce(
    (seen, { pauseMs, goesOn }) =>
      look(seen, { beats: seen.beats + (goesOn ? 1 : 0), at: seen.lookedAt + pauseMs }, EVERY_MS),
    BEGUN,
  );
  return end.lookedAt - end.since;
}

const still = (pauseMs: number) => ({ pauseMs, goesOn: false });
const going = (pauseMs: number) => ({ pauseMs, goesOn: true });

describe('a loop that is watched', () => {
  it('stands from the look at which it was last seen to go on', () => {
    expect(stoodFor([going(500), still(510), still(520)])).toBe(1_030);
  });

  it('has not stood while whoever looks stood as well', () => {
    expect(stoodFor([still(500), still(60_000)])).toBe(0);
    expect(stoodFor([still(500), still(60_000), still(500)])).toBe(500);
  });

  it('that goes on has not stood, however late it is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000)), fc.nat(100_000), (pauses, last) => {
        expect(stoodFor([...pauses.map(still), going(last)])).toBe(0);
      }),
    );
  });

  it('is never said to have stood for longer than somebody was there to see it', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ pauseMs: fc.nat(5_000), goesOn: fc.boolean() })), (looks) => {
        const watched = looks.filter(({ pauseMs }) => pauseMs <= 2 * EVERY_MS);
        const sum = watched.reduce((total, { pauseMs }) => total + pauseMs, 0);
        expect(stoodFor(looks)).toBeLessThanOrEqual(sum);
      }),
    );
  });
});
