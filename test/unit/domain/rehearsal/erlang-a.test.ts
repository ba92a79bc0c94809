import { describe, expect, it } from 'vitest';
import { erlangA, playQueue, type Queue, type QueueFigures } from './stripped-world.ts';

const REPLICATIONS = 24;
const CALLS = 2_500;
/**
 * Of Student's distribution with 23 degrees: between these lies a value 95 times in 100, and all sixty together as often
 * (each of them misses 1 in 1,200 times).
 */
const ALONE = 2.07;
const ALL_AT_ONCE = 3.83;

/** From one person with time to many without; six calls an hour for each, and less patience than a talk takes or more. */
const POINTS: Queue[] = [1, 2, 4, 9].flatMap((people) =>
  [0.5, 0.8, 1, 1.2, 1.6].map((load, index) => ({
    people,
    arrivals: people * 6 * load,
    service: 6,
    impatience: [3, 6, 1.5, 12, 6][(index + people) % 5] as number,
  })),
);

const FIGURES = ['waits', 'abandons', 'meanWait'] as const satisfies (keyof QueueFigures)[];

/** How many standard errors the mean of the replications lies from the true value. */
function distances(queue: Queue, seed: number): number[] {
  const truth = erlangA(queue);
  const played = Array.from({ length: REPLICATIONS }, (_, replication) =>
    playQueue(queue, seed, replication, CALLS),
  );
  return FIGURES.map((figure) => {
    const values = played.map((one) => one[figure]);
    const mean = values.reduce((sum, value) => sum + value, 0) / REPLICATIONS;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return (mean - truth[figure]) / Math.sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS);
  });
}

describe('a stripped world: one queue, people who all serve alike, callers who lose patience', () => {
  it('has the values that are known of it', () => {
    // nobody ever hangs up who has all the time: Erlang C, of which two people at half load make a third wait
    const patient = erlangA({ people: 2, arrivals: 6, service: 6, impatience: 1e-9 });
    expect(patient.waits).toBeCloseTo(1 / 3, 6);
    // who loses patience as fast as others are served leaves like them: as many as without a queue's end, Poisson
    const alike = erlangA({ people: 1, arrivals: 6, service: 6, impatience: 6 });
    expect(alike.waits).toBeCloseTo(1 - Math.exp(-1), 10);
    expect(alike.abandons).toBeCloseTo(Math.exp(-1), 10);
  });

  // a seed for each: points that share their calls share their luck
  const all = POINTS.flatMap((queue, index) => distances(queue, index + 1));

  it('is played so that all of Erlang A’s values at 20 points lie inside the interval, taken together', () => {
    expect(POINTS).toHaveLength(20);
    expect(Math.max(...all.map(Math.abs))).toBeLessThan(ALL_AT_ONCE);
  });

  it('holds each inside its own interval as often as it says, and is on neither side of them', () => {
    const inside = all.filter((distance) => Math.abs(distance) < ALONE);
    expect(inside.length / all.length).toBeGreaterThanOrEqual(0.9);
    const above = all.filter((distance) => distance > 0);
    expect(above.length).toBeGreaterThan(15);
    expect(above.length).toBeLessThan(45);
  });
});
