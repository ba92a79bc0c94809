import { describe, expect, it } from 'vitest';
import { draw } from '../../../../src/domain/rehearsal/draw.ts';
import { estimateDifference, estimateShare } from '../../../../src/domain/rehearsal/interval.ts';
import type { Count } from '../../../../src/domain/rehearsal/tally.ts';

/** Replications of a world in which this share is kept, and of which some are worse than others. */
function worldOf(world: number, share: number, replications: number): Count[] {
  return Array.from({ length: replications }, (_, replication) => {
    const weather = (draw(world, 'carrier', { replication, call: 0 }) - 0.5) * 0.1;
    const kept = Array.from(
      { length: 40 },
      (_, call) => draw(world, 'outcome', { replication, call }) < share + weather,
    );
    return { tickets: kept.length, kept: kept.filter(Boolean).length };
  });
}

describe('the bounds of a share', () => {
  it('hold the truth 90 to 99 times in 100, in 200 worlds whose truth is known', () => {
    const held = Array.from({ length: 200 }, (_, world) => {
      const estimate = estimateShare(worldOf(world, 0.9, 40));
      return estimate !== null && estimate.low <= 0.9 && 0.9 <= estimate.high;
    });
    const share = held.filter(Boolean).length / held.length;
    expect(share).toBeGreaterThanOrEqual(0.9);
    expect(share).toBeLessThanOrEqual(0.99);
  });

  it('are never certain, however well it went', () => {
    const counts = Array.from({ length: 20 }, () => ({ tickets: 5, kept: 5 }));
    expect(estimateShare(counts)).toMatchObject({ share: 1, high: 1 });
    expect(estimateShare(counts)?.low).toBeLessThan(0.97);
  });

  it('are none where nobody called', () => {
    expect(estimateShare([{ tickets: 0, kept: 0 }])).toBeNull();
    expect(estimateShare([])).toBeNull();
  });
});

describe('the bounds of a difference', () => {
  it('are narrow where both ways share their weather', () => {
    const before = worldOf(7, 0.9, 40);
    const after = before.map(({ tickets, kept }) => ({ tickets, kept: kept - 1 }));
    const paired = estimateDifference(before, after);
    expect(paired?.share).toBeCloseTo(-1 / 40, 10);
    expect(paired?.low).toBeCloseTo(-1 / 40, 10);
    expect(paired?.high).toBeCloseTo(-1 / 40, 10);
  });

  it('are none where nothing was played', () => {
    expect(estimateDifference([], [])).toBeNull();
  });
});
