import type { Html } from '../html.ts';
import type { Chart, Ink } from './chart.ts';

/** What stands in a table: as a file has it, and as it is shown, where that differs. */
export interface Cell {
  value: string | number | null;
  shown?: Html | string;
}

export interface FigureTable {
  heads: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** One question that is answered by numbers: in a sentence, as a drawing, and as a table. */
export interface Figure {
  /** its place in the page, and its file's name */
  key: string;
  title: string;
  /** what it says, in one sentence */
  reading: string;
  /** null where there is nothing to draw */
  chart: Chart | null;
  /** what the colours mean, where there are several */
  legend?: readonly { ink: Ink; name: string }[];
  table: FigureTable;
}

/** A plain cell. */
export function cell(value: Cell['value'], shown?: Cell['shown']): Cell {
  return shown === undefined ? { value } : { value, shown };
}
