import { type Html, html } from '../html.ts';
import { block, type Chart, LETTER, label, rule, type Series, WIDTH } from './chart.ts';

const MIN_LEFT = 34;
const RIGHT = WIDTH - 4;
const TOP = 12;
const BELOW = 24;
/** How many lines there are for numbers, about. */
const STEPS = 4;
const CROWDED = 14;
/** The width of a digit at the size of the labels. */
const DIGIT = 7.6;

/** Columns over time or over classes; several series stand on each other. */
export function columns(labels: readonly string[], series: readonly Series[], height: number): Chart {
  const totals = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const step = stepFor(Math.max(...totals, 1));
  const most = Math.ceil(Math.max(...totals, 1) / step) * step;
  const bottom = height - BELOW;
  const left = Math.max(MIN_LEFT, String(most).length * DIGIT + 10);
  const scale = (bottom - TOP) / most;
  const band = (RIGHT - left) / labels.length;
  const lines = Array.from({ length: most / step + 1 }, (_, index) => {
    const y = bottom - index * step * scale;
    const number = label([String(index * step)], { x: left - 8, y, anchor: 'end' });
    return html`${rule(left, RIGHT, y)}${number}`;
  });
  const width = band * (labels.length > CROWDED ? 0.8 : 0.7);
  const stacks = labels.map((_, at) =>
    stack(series, at, { x: left + at * band + (band - width) / 2, width, bottom, scale }),
  );
  const every = Math.ceil((Math.max(...labels.map((text) => text.length)) * LETTER + 6) / band);
  const below = labels.map((text, at) =>
    at % every === 0 ? label([text], { x: left + (at + 0.5) * band, y: bottom + 14, anchor: 'middle' }) : [],
  );
  return { height, inside: html`${lines}${stacks}${below}` };
}

function stack(
  series: readonly Series[],
  at: number,
  { x, width, bottom, scale }: { x: number; width: number; bottom: number; scale: number },
): Html[] {
  let y = bottom;
  return series.flatMap(({ ink, values }) => {
    const height = (values[at] ?? 0) * scale;
    y -= height;
    return height > 0 ? [block({ x, y, width, height }, ink)] : [];
  });
}

/** How far the numbers at the side are apart: 1, 2, 3 or 5, or ten times that. Things that are counted have no halves. */
function stepFor(most: number): number {
  const raw = most / STEPS;
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
  const factor = [1, 2, 3, 5, 10].find((one) => one * power >= raw) ?? 10;
  return factor * power;
}
