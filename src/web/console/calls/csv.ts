import { asText } from '../../../platform/formula.ts';
import { leavingText } from '../../../platform/seen-text.ts';

/** Spreadsheets read UTF-8 only where a file begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';

type Cells = readonly (string | number | null)[];

/** A list as a file. */
interface CsvList<Row, Place> {
  heads: Cells;
  separator: ',' | ';';
  /** reads on after a place, null: from the start; `next` is null where the list ends */
  read(after: Place | null): Promise<{ rows: readonly Row[]; next: Place | null }>;
  cellsOf(row: Row): Cells;
  /** spreadsheets take no more than a million lines: a file of this length says at its end that it is cut */
  cut?: { after: number; say: (lines: number) => string };
}

/** A list as CSV, piece by piece: the whole is never held in memory. */
export async function* csvFile<Row, Place>(list: CsvList<Row, Place>): AsyncGenerator<string> {
  const { heads, separator, read, cellsOf, cut } = list;
  yield BYTE_ORDER_MARK + csvLine(heads, separator);
  let place: Place | null = null;
  let written = 0;
  do {
    const { rows, next } = await read(place);
    yield rows.map((row) => csvLine(cellsOf(row), separator)).join('');
    written += rows.length;
    place = next;
  } while (place !== null && (cut === undefined || written < cut.after));
  if (cut && place !== null) yield csvLine([cut.say(written)], separator);
}

/**
 * One line of a CSV file by RFC 4180. A cell that a spreadsheet might run is made a text by an apostrophe.
 * @param separator where a decimal comma is written, spreadsheets expect a semicolon, and take 1.25 for a day in January
 */
export function csvLine(cells: Cells, separator: ',' | ';'): string {
  const hasDecimalComma = separator === ';';
  return `${cells.map((cell) => csvCell(cell, hasDecimalComma)).join(separator)}\r\n`;
}

function csvCell(cell: string | number | null, hasDecimalComma: boolean): string {
  const harmless = typeof cell === 'string' ? asText(leavingText(cell)) : numberIn(cell, hasDecimalComma);
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function numberIn(cell: number | null, hasDecimalComma: boolean): string {
  const text = String(cell ?? '');
  return hasDecimalComma ? text.replace('.', ',') : text;
}
