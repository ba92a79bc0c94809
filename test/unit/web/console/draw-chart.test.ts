import { describe, expect, it } from 'vitest';
import { bars, columns, shares, week } from '../../../../src/web/console/reports/chart-options.ts';
import { drawChart } from '../../../../src/web/console/reports/draw-chart.ts';

const SERIES = [
  { name: 'in time', ink: 'fine' as const, values: [3, 0] },
  { name: 'late', ink: 'near' as const, values: [1, 0] },
];
const NAUGHTY = ['<script>alert(1)</script>', '"><b style="x">=1'];

describe('a drawing', () => {
  it.each([
    ['columns', columns(NAUGHTY, SERIES)],
    ['shares', shares(NAUGHTY, SERIES, NAUGHTY)],
    ['bars', bars(NAUGHTY, SERIES, NAUGHTY)],
    [
      'a week',
      week(NAUGHTY, [
        [1, 2],
        [0, 0],
      ]),
    ],
  ])('of %s has no style or script of its own, and its colours follow the page', async (_, option) => {
    const svg = String(await drawChart(option, 'a "title"', 200));
    expect(svg).toMatch(
      /^<svg class="chart" viewBox="0 0 400 200" role="img" aria-label="a &quot;title&quot;">/,
    );
    expect(svg).not.toMatch(/<(style|script|b)\b| style="| class="zr|\son\w+=/);
    expect(svg).toContain('font-size="12px"');
    expect(svg).toContain('fill="var(--');
    expect(svg.match(/#[0-9a-f]{3,6}"/g) ?? []).toEqual([]);
  });

  it('is drawn once for the same numbers', async () => {
    const first = await drawChart(columns(['a', 'b'], SERIES), 'one', 200);
    expect(String(await drawChart(columns(['a', 'b'], SERIES), 'one', 200))).toBe(String(first));
  });
});
