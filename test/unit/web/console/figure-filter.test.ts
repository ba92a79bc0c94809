import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { bucketsBetween, GRAINS, grainFor } from '../../../../src/web/console/reports/buckets.ts';
import { readFigureFilter } from '../../../../src/web/console/reports/figure-filter.ts';

const ZONE = 'Europe/Berlin';
const NOW = new Date('2026-11-23T10:00:00+01:00');
const read = (query: Record<string, string>) => readFigureFilter(query, ZONE, NOW);
const midnight = (day: string) => DateTime.fromISO(day, { zone: ZONE }).toJSDate();

describe('which cases figures are about', () => {
  it('are those of the last thirty days, today included, unless something else is said', () => {
    const { filter, isFaulty } = read({});
    expect(filter).toMatchObject({
      from: midnight('2026-10-25'),
      until: midnight('2026-11-24'),
      grain: 'day',
    });
    expect(isFaulty).toBe(false);
  });

  it('are those of days of one’s own, both included, whatever period stands beside them', () => {
    const { filter } = read({ period: '7-days', from: '2026-03-01', until: '2026-03-31' });
    expect(filter).toMatchObject({
      from: midnight('2026-03-01'),
      until: midnight('2026-04-01'),
      period: null,
    });
    expect(read({ from: '2026-11-23' }).filter).toMatchObject({
      until: midnight('2026-11-24'),
      grain: 'day',
    });
  });

  it.each([
    { from: 'yesterday' },
    { from: '2026-02-30' },
    { until: '0026-11-23' },
    { severity: '5' },
    { period: 'a year' },
    { by: 'hour' },
    { from: '2026-11-23', until: '2026-11-20' },
    { from: '1970-01-01' },
    { from: '2026-12-01' },
  ])('fall back on what is usual, and it is told, for %o', (query) => {
    const { filter, isFaulty } = read(query);
    expect(isFaulty).toBe(true);
    expect(filter.from < filter.until).toBe(true);
    expect(filter.severity).toBeNull();
  });

  it('are told apart by weeks and months where days would be too many', () => {
    expect(read({ period: '90-days' }).filter.grain).toBe('week');
    expect(read({ period: '12-months' }).filter.grain).toBe('month');
    expect(read({ period: '12-months', by: 'day' }).filter.grain).toBe('week');
    expect(read({ period: '30-days', by: 'month' }).filter.grain).toBe('month');
  });
});

describe('the parts of a span', () => {
  const spans = fc.tuple(
    fc.date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }),
    fc.integer({ min: 1, max: 3_650 }),
    fc.constantFrom(null, ...GRAINS),
  );

  it('cover it without a gap, and are never too many to be told apart', () => {
    fc.assert(
      fc.property(spans, ([from, days, wished]) => {
        const until = new Date(from.getTime() + days * 86_400_000);
        const grain = grainFor(from, until, wished);
        const buckets = bucketsBetween(from, until, grain, ZONE);
        expect(midnight(buckets[0] ?? '') <= from).toBe(true);
        const after = DateTime.fromISO(buckets.at(-1) ?? '', { zone: ZONE }).plus({ [grain]: 1 });
        expect(after.toJSDate() >= until).toBe(true);
        for (const [index, bucket] of buckets.slice(1).entries()) {
          const before = DateTime.fromISO(buckets[index] ?? '', { zone: ZONE });
          expect(before.plus({ [grain]: 1 }).toISODate()).toBe(bucket);
        }
        if (grain !== 'month') expect(buckets.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 40 },
    );
  });

  it('are as fine for a month in which the clocks are put back as for any other', () => {
    expect(read({ from: '2026-10-01', until: '2026-10-31' }).filter.grain).toBe('day');
    // 62 days, the most that were wished for one by one
    expect(read({ from: '2026-09-01', until: '2026-11-01', by: 'day' }).filter.grain).toBe('day');
    expect(read({ from: '2026-09-01', until: '2026-11-02', by: 'day' }).filter.grain).toBe('week');
  });

  it('are local days, also when the clock changes', () => {
    const days = bucketsBetween(midnight('2026-10-24'), midnight('2026-10-27'), 'day', ZONE);
    expect(days).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
  });
});
