import { html } from '../html.ts';
import { block, type Chart, LETTER, label, type Series, WIDTH, wrap } from './chart.ts';

const LEFT = 146;
const RIGHT = WIDTH - 92;
const EDGE = 4;
const ROW_HEIGHT = 34;
const MIN_HEIGHT = 120;
const MAX_BAR = 18;
/** Of a bar, between those of a row. */
const GAP = 0.15;
const LABEL_LETTERS = Math.floor(126 / LETTER);
const NOTE_LETTERS = Math.floor(84 / LETTER);

/** How parts share a whole, row by row, from the top; `notes` stand at the end of the rows. */
export function shares(
  labels: readonly string[],
  series: readonly Series[],
  notes: readonly string[],
): Chart {
  return rows(labels, notes, 1, (at, y, height) => {
    const total = series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);
    let x = LEFT;
    return series.flatMap(({ ink, values }) => {
      const width = ((values[at] ?? 0) / (total || 1)) * (RIGHT - LEFT);
      const part = block({ x, y, width, height }, ink);
      x += width;
      return width > 0 ? [part] : [];
    });
  });
}

/** Bars beside each other, row by row, from the top. Several series stand below each other. */
export function bars(labels: readonly string[], series: readonly Series[], notes: readonly string[]): Chart {
  const most = Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0))) || 1;
  return rows(labels, notes, series.length, (at, top, height) =>
    series.flatMap(({ ink, values }, lane) => {
      const width = ((values[at] ?? 0) / most) * (RIGHT - LEFT);
      const y = top + lane * height * (1 + GAP);
      return width > 0 ? [block({ x: LEFT, y, width, height }, ink)] : [];
    }),
  );
}

/** @param lanes how many bars a row has below each other @param draw the bars of a row: its first one is at `y`, each is `height` high */
function rows(
  labels: readonly string[],
  notes: readonly string[],
  lanes: number,
  draw: (at: number, y: number, height: number) => ReturnType<typeof block>[],
): Chart {
  const height = Math.max(MIN_HEIGHT, labels.length * lanes * ROW_HEIGHT + 2 * EDGE);
  const band = (height - 2 * EDGE) / labels.length;
  const parts = lanes + (lanes - 1) * GAP;
  const bar = Math.min(MAX_BAR, (band * 0.8) / parts);
  const drawn = labels.map((text, at) => {
    const y = EDGE + (at + 0.5) * band;
    return html`
      ${label(wrap(text, LABEL_LETTERS), { x: 0, y, anchor: 'start', ink: 'ink' })}
      ${draw(at, y - (bar * parts) / 2, bar)}
      ${label(wrap(notes[at] ?? '', NOTE_LETTERS), { x: WIDTH, y, anchor: 'end' })}`;
  });
  return { height, inside: html`${drawn}` };
}
