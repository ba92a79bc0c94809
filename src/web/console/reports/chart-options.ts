import { type ChartOption, WIDTH } from './draw-chart.ts';

/** The colours of the console, which follow light and dark. */
export type Ink = 'fine' | 'near' | 'missed' | 'accent' | 'quiet';

/** Numbers that are drawn in one colour, one for each label; null: nothing to draw. */
export interface Series {
  name: string;
  ink: Ink;
  values: readonly (number | null)[];
}

const inkOf = (ink: Ink) => `var(--${ink})`;
const LINE = 'var(--line)';
const TEXT = { color: 'var(--quiet)', fontSize: 12 };
const WORDS = { color: 'var(--ink)', fontSize: 12 };
/** Nothing answers to the mouse. */
const STILL = { silent: true, emphasis: { disabled: true } } as const;

const ROW_HEIGHT = 34;
const MIN_HEIGHT = 120;

/** How high a chart of rows has to be. */
export function rowsHeight(rows: number): number {
  return Math.max(MIN_HEIGHT, rows * ROW_HEIGHT + 8);
}

/** Columns over time or over classes; several series stand on each other. */
export function columns(labels: readonly string[], series: readonly Series[]): ChartOption {
  const isCrowded = labels.length > 14;
  return {
    grid: { left: 34, right: 4, top: 12, bottom: 24 },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisLine: { lineStyle: { color: LINE } },
      axisTick: { show: false },
      axisLabel: { ...TEXT, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      splitLine: { lineStyle: { color: LINE } },
      // as it is: thousands are parted differently in each language
      axisLabel: { ...TEXT, formatter: '{value}' },
    },
    series: series.map(({ name, ink, values }) => ({
      ...STILL,
      type: 'bar',
      name,
      stack: 'all',
      data: [...values],
      barCategoryGap: isCrowded ? '20%' : '30%',
      itemStyle: { color: inkOf(ink), borderColor: 'var(--card)', borderWidth: 0.5 },
    })),
  };
}

/** How parts share a whole, row by row, from the top; `notes` stand at the end of the rows. */
export function shares(
  labels: readonly string[],
  series: readonly Series[],
  notes: readonly string[],
): ChartOption {
  const totals = labels.map((_, row) => series.reduce((sum, { values }) => sum + (values[row] ?? 0), 0));
  return rows(labels, notes, {
    max: 1,
    stack: 'all',
    series: series.map((each) => ({
      ...each,
      values: each.values.map((value, row) => (value ?? 0) / (totals[row] || 1)),
    })),
  });
}

/** Bars beside each other, row by row, from the top. Several series stand below each other. */
export function bars(
  labels: readonly string[],
  series: readonly Series[],
  notes: readonly string[],
): ChartOption {
  return rows(labels, notes, { series });
}

function rows(
  labels: readonly string[],
  notes: readonly string[],
  { series, max, stack }: { series: readonly Series[]; max?: number; stack?: string },
): ChartOption {
  const axis = {
    type: 'category',
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
  } as const;
  const beside = (width: number, align: 'left' | 'right', margin: number) => ({
    width,
    align,
    margin,
    lineHeight: 13,
    overflow: 'break' as const,
  });
  return {
    grid: { left: 146, right: 92, top: 4, bottom: 4 },
    xAxis: { type: 'value', show: false, min: 0, ...(max === undefined ? {} : { max }) },
    yAxis: [
      { ...axis, data: [...labels], axisLabel: { ...WORDS, ...beside(126, 'left', 146) } },
      { ...axis, data: [...notes], position: 'right', axisLabel: { ...TEXT, ...beside(80, 'right', 90) } },
    ],
    series: series.map(({ name, ink, values }) => ({
      ...STILL,
      type: 'bar',
      name,
      ...(stack === undefined ? {} : { stack }),
      data: [...values],
      barMaxWidth: 18,
      barGap: '15%',
      itemStyle: { color: inkOf(ink), borderColor: 'var(--card)', borderWidth: 0.5 },
    })),
  };
}

/** A week by hours: the more, the fuller the colour. @param counts by weekday, Monday first, and hour */
export function week(weekdays: readonly string[], counts: readonly (readonly number[])[]): ChartOption {
  const most = Math.max(1, ...counts.flat());
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
  const grid = { left: 34, right: 4, top: 6, bottom: 24 };
  const cell = [(WIDTH - grid.left - grid.right) / 24 - 2, 20];
  const axis = { type: 'category', axisLine: { show: false }, axisTick: { show: false } } as const;
  return {
    grid,
    xAxis: { ...axis, data: hours, axisLabel: { ...TEXT, interval: 2 } },
    yAxis: { ...axis, data: [...weekdays], inverse: true, axisLabel: TEXT },
    series: {
      ...STILL,
      type: 'scatter',
      symbol: 'roundRect',
      symbolSize: cell,
      itemStyle: { color: inkOf('accent') },
      data: counts.flatMap((row, weekday) =>
        row.map((count, hour) => ({
          value: [hour, weekday],
          // an hour without calls is there all the same
          itemStyle: { opacity: count === 0 ? 0.07 : Math.round(20 + (80 * count) / most) / 100 },
        })),
      ),
    },
  };
}
