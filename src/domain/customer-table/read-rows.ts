import { withoutMark } from '../../platform/formula.ts';

/** A row of a table: its cells without the space around them, and the line of the file it begins at. */
export interface TableRow {
  line: number;
  cells: string[];
  /** a quote begins in it that never ends: all that follows in the file is in its last cell */
  isOpen: boolean;
}

const SEPARATORS = [';', '\t', ','] as const;
/** Some programs say it in a line before the first. */
const SAID_SEPARATOR = /^sep=([;,|\t])[;,\t]*(?=\n)/i;
/** What a separator in quotes is part of. */
const QUOTED = /(^|[;\t,]) *"[^"]*"/g;
/** Longer than any line of heads. */
const MAX_HEADS = 20_000;

/**
 * Reads a table as spreadsheets write it (RFC 4180): parted by `;`, tab or `,`, whichever the first line has most of, or by what
 * a line before it says (`sep=;`); cells in quotes may hold separators and line ends. Empty rows are left out. A mark that keeps a cell from being a formula is taken off.
 */
export function readRows(text: string): TableRow[] {
  const plain = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n');
  const [said = '', separator = mostIn(plain)] = SAID_SEPARATOR.exec(plain) ?? [];
  const rows = [...rowsOf(plain.slice(said.length), separator)];
  return rows.filter(({ cells, isOpen }) => isOpen || cells.some((cell) => cell !== ''));
}

/** The separator that the first line has most of, outside of quotes. */
function mostIn(text: string): string {
  const [first = ''] = text.slice(0, MAX_HEADS).replaceAll(QUOTED, '$1').split('\n', 1);
  const count = (separator: string) => first.split(separator).length;
  return SEPARATORS.toSorted((one, other) => count(other) - count(one))[0] ?? ';';
}

function* rowsOf(text: string, separator: string): Generator<TableRow> {
  const plainCell = new RegExp(`[^${separator}\\n]*`, 'y');
  let line = 1;
  let row: TableRow = { line, cells: [], isOpen: false };
  for (let at = 0; at <= text.length; ) {
    const { cell, end, isOpen } = cellAt(text, at, plainCell);
    if (isOpen) row.isOpen = true;
    row.cells.push(withoutMark(cell.trim()).trim());
    line += text.slice(at, end).split('\n').length - 1;
    if (end === text.length || text[end] === '\n') {
      yield row;
      line += 1;
      row = { line, cells: [], isOpen: false };
    }
    at = end + 1;
  }
}

/** The cell that begins at a place, and where it ends: at a separator, a line end, or the end of the text. */
function cellAt(text: string, at: number, plainCell: RegExp): { cell: string; end: number; isOpen: boolean } {
  const plainEnd = (from: number) => {
    plainCell.lastIndex = from;
    plainCell.test(text);
    return plainCell.lastIndex;
  };
  const end = plainEnd(at);
  const begin = at + (/^ *"/.exec(text.slice(at, end))?.[0].length ?? 0);
  if (begin === at) return { cell: text.slice(at, end), end, isOpen: false };
  let close = text.indexOf('"', begin);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const isOpen = close === -1;
  if (isOpen) close = text.length;
  const rest = plainEnd(Math.min(close + 1, text.length));
  return {
    cell: text.slice(begin, close).replaceAll('""', '"') + text.slice(close + 1, rest),
    end: rest,
    isOpen,
  };
}
