import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chart, chartView, wrap } from '../../../../src/web/console/reports/chart.ts';
import { columns } from '../../../../src/web/console/reports/columns.ts';
import { bars, shares } from '../../../../src/web/console/reports/rows.ts';
import { week } from '../../../../src/web/console/reports/week.ts';

const SERIES = [
  { name: 'in time', ink: 'fine' as const, values: [3, 0] },
  { name: 'late', ink: 'near' as const, values: [1, 0] },
];
const NAUGHTY = ['<script>alert(1)</script>', '"><b style="x">=1'];

/** Of each block of a colour: where it lies. */
function blocksOf({ inside }: Chart, ink = '[a-z]+') {
  const found = String(inside).matchAll(
    new RegExp(
      `<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)" fill="var\\(--${ink}\\)"`,
      'g',
    ),
  );
  return [...found].map(([, ...places]) => {
    const [x = 0, y = 0, width = 0, height = 0] = places.map(Number);
    return { x, y, width, height };
  });
}

const textsOf = ({ inside }: Chart) =>
  [...String(inside).matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);

describe('a drawing', () => {
  it.each([
    ['columns', columns(NAUGHTY, SERIES, 200)],
    ['shares', shares(NAUGHTY, SERIES, NAUGHTY)],
    ['bars', bars(NAUGHTY, SERIES, NAUGHTY)],
    [
      'a week',
      week(NAUGHTY, [
        [1, 2],
        [0, 0],
      ]),
    ],
  ])('of %s has no style or script of its own, and its colours follow the page', async (_, chart) => {
    const svg = String(chartView({ ...chart, height: 200 }, 'a "title"'));
    expect(svg).toMatch(
      /^<svg class="chart" viewBox="0 0 400 200" role="img" aria-label="a &quot;title&quot;">/,
    );
    expect(svg).not.toMatch(/<(style|script|b)\b| style="| class="zr|\son\w+=/);
    expect(svg).toContain('font-size="12px"');
    expect(svg).toContain('fill="var(--');
    expect(svg.match(/#[0-9a-f]{3,6}"/g) ?? []).toEqual([]);
  });

  it('is the same for the same numbers', () => {
    const draw = () => String(chartView(columns(['a', 'b'], SERIES, 200), 'one'));
    expect(draw()).toBe(draw());
  });

  it('stays inside its frame, whatever is counted', () => {
    const counts = fc.array(fc.option(fc.nat(), { nil: null }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(counts, counts, (fine, near) => {
        const labels = fine.map((_, index) => `day ${index}`);
        const series = [
          { name: 'in time', ink: 'fine' as const, values: fine },
          { name: 'late', ink: 'near' as const, values: near },
        ];
        for (const chart of [
          columns(labels, series, 190),
          bars(labels, series, labels),
          shares(labels, series, labels),
        ]) {
          expect(String(chart.inside)).not.toMatch(/NaN|Infinity|="-/);
          for (const { x, y, width, height } of blocksOf(chart)) {
            expect(x + width).toBeLessThanOrEqual(400);
            expect(y + height).toBeLessThanOrEqual(chart.height);
          }
        }
      }),
    );
  });
});

describe('columns', () => {
  it('stand on each other, as high as what they count', () => {
    const chart = columns(['a', 'b'], SERIES, 200);
    const [[fine], [near]] = [blocksOf(chart, 'fine'), blocksOf(chart, 'near')];
    expect(fine?.height).toBeCloseTo(3 * (near?.height ?? 0), 1);
    expect((near?.y ?? 0) + (near?.height ?? 0)).toBeCloseTo(fine?.y ?? 0, 1);
    expect(blocksOf(chart)).toHaveLength(2);
  });

  it.each([
    [1, ['0', '1']],
    [7, ['0', '2', '4', '6', '8']],
    [13, ['0', '5', '10', '15']],
    [1234, ['0', '500', '1000', '1500']],
  ])('up to %i have whole numbers at their side', (most, numbers) => {
    const chart = columns(['a'], [{ name: 'x', ink: 'accent', values: [most] }], 200);
    expect(textsOf(chart)).toEqual([...numbers, 'a']);
  });

  it('leave out labels that would run into each other', () => {
    const days = Array.from({ length: 60 }, (_, index) => `${index} November`);
    const shown = textsOf(columns(days, [{ name: 'x', ink: 'accent', values: [1] }], 200));
    expect(shown.filter((text) => text?.endsWith('November')).length).toBeLessThan(7);
    expect(shown).toContain('0 November');
  });
});

describe('rows', () => {
  it('are parted as their shares', () => {
    const chart = shares(['a', 'b'], SERIES, ['', '']);
    const [[fine], [near]] = [blocksOf(chart, 'fine'), blocksOf(chart, 'near')];
    expect(fine?.width).toBeCloseTo(3 * (near?.width ?? 0), 1);
    expect((fine?.x ?? 0) + (fine?.width ?? 0)).toBeCloseTo(near?.x ?? 0, 1);
  });

  it('are as long as their numbers, and nothing is drawn for nothing', () => {
    const values = [4, 2, null, 0];
    const drawn = blocksOf(bars(['a', 'b', 'c', 'd'], [{ name: 'x', ink: 'accent', values }], []));
    expect(drawn).toHaveLength(2);
    expect(drawn[0]?.width).toBeCloseTo(2 * (drawn[1]?.width ?? 0), 1);
  });
});

describe('a long label', () => {
  it.each([
    ['short', ['short']],
    ['Musterwerk Aktiengesellschaft', ['Musterwerk', 'Aktiengesellschaft']],
    [
      'one two three four five six seven eight nine ten',
      ['one two three four', 'five six seven eight', 'nine ten'],
    ],
    ['a'.repeat(90), ['a'.repeat(20), 'a'.repeat(20), `${'a'.repeat(19)}…`]],
  ])('%s is parted into lines', (text, lines) => {
    expect(wrap(text, 20)).toEqual(lines);
  });
});
