import { type Html, html } from '../html.ts';

/** The colours of the console, which follow light and dark. */
export type Ink = 'fine' | 'near' | 'missed' | 'accent' | 'second' | 'quiet';

/** Numbers that are drawn in one colour, one for each label; null: nothing to draw. */
export interface Series {
  name: string;
  ink: Ink;
  values: readonly (number | null)[];
}

/** What is drawn, as SVG, and how high it is, in units of the drawing. */
export interface Chart {
  height: number;
  inside: Html;
}

/** In units of the drawing, which is scaled to the width there is. */
export const WIDTH = 400;
const LINE_HEIGHT = 13;
/** As many as a row has room for. */
const MAX_LINES = 3;
/** About the width of a letter at the size of the labels. */
export const LETTER = 6.3;

/**
 * A chart as SVG that stands in the page itself: so it needs no script, is as sharp on paper, and follows light and dark by
 * the page's own colours. It has no styles: the page's security policy allows none but those of its style sheets.
 * @param label what a screen reader says it is; its numbers are in the table beside it
 */
export function chartView({ height, inside }: Chart, label: string): Html {
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${inside}</svg>`;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A part of a bar. */
export function block({ x, y, width, height }: Box, ink: Ink): Html {
  return html`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="var(--${ink})" stroke="var(--card)" stroke-width="0.5"/>`;
}

/** A line from side to side, or a part of it. */
export function rule(from: number, to: number, y: number): Html {
  return html`<path d="M${round(from)} ${round(y)}H${round(to)}" stroke="var(--line)"/>`;
}

interface Place {
  x: number;
  /** the middle of the text */
  y: number;
  anchor: 'start' | 'middle' | 'end';
  ink?: 'ink' | 'quiet';
}

/** A label of one line or several, below each other. */
export function label(lines: readonly string[], { x, y, anchor, ink = 'quiet' }: Place): Html {
  const top = y - ((lines.length - 1) * LINE_HEIGHT) / 2;
  return html`${lines.map(
    (line, index) =>
      html`<text x="${round(x)}" y="${round(top + index * LINE_HEIGHT)}" font-size="12px" text-anchor="${anchor}" dominant-baseline="central" fill="var(--${ink})">${line}</text>`,
  )}`;
}

/** Parts a text into lines of so many letters at most, between words where it can; what is left over ends in three dots. */
export function wrap(text: string, letters: number, lines = MAX_LINES): string[] {
  if (text.length <= letters) return [text];
  if (lines === 1) return [`${text.slice(0, letters - 1).trimEnd()}…`];
  const space = text.lastIndexOf(' ', letters);
  const at = space > 0 ? space : letters;
  return [text.slice(0, at), ...wrap(text.slice(at).trimStart(), letters, lines - 1)];
}

/** Two digits are finer than any screen. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
