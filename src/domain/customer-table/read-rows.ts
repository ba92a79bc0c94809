import { withoutMark } from '../../platform/formula.ts';

/** A row of a table: its cells without the space around them, and the line of the file it begins at. */
export interface TableRow {
  line: number;
  cells: string[];
}

const SEPARATORS = [';', '\t', ','] as const;

/**
 * Reads a table as spreadsheets write it (RFC 4180): parted by `;`, tab or `,`, whichever the first line has most of; cells in
 * quotes may hold separators and line ends. Empty rows are left out. A mark that keeps a cell from being a formula is taken off.
 */
export function readRows(text: string): TableRow[] {
  const plain = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n');
  const first = plain.slice(0, plain.indexOf('\n') === -1 ? undefined : plain.indexOf('\n'));
  const count = (separator: string) => first.split(separator).length;
  const separator = SEPARATORS.toSorted((one, other) => count(other) - count(one))[0] ?? ';';
  return [...rowsOf(plain, separator)].filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function* rowsOf(text: string, separator: string): Generator<TableRow> {
  const plainCell = new RegExp(`[^${separator}\\n]*`, 'y');
  let line = 1;
  let row: TableRow = { line, cells: [] };
  for (let at = 0; at <= text.length; ) {
    const { cell, end } = cellAt(text, at, plainCell);
    row.cells.push(withoutMark(cell.trim()).trim());
    line += text.slice(at, end).split('\n').length - 1;
    if (end === text.length || text[end] === '\n') {
      yield row;
      line += 1;
      row = { line, cells: [] };
    }
    at = end + 1;
  }
}

/** The cell that begins at a place, and where it ends: at a separator, a line end, or the end of the text. */
function cellAt(text: string, at: number, plainCell: RegExp): { cell: string; end: number } {
  const plainEnd = (from: number) => {
    plainCell.lastIndex = from;
    plainCell.test(text);
    return plainCell.lastIndex;
  };
  const end = plainEnd(at);
  const begin = at + (/^ *"/.exec(text.slice(at, end))?.[0].length ?? 0);
  if (begin === at) return { cell: text.slice(at, end), end };
  let close = text.indexOf('"', begin);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) close = text.length;
  const rest = plainEnd(Math.min(close + 1, text.length));
  return {
    cell: text.slice(begin, close).replaceAll('""', '"') + text.slice(close + 1, rest),
    end: rest,
  };
}
