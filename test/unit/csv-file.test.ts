import { describe, expect, it } from 'vitest';
import { readRows } from '../../src/domain/customer-table/read-rows.ts';
import { csvFile, csvLine } from '../../src/web/console/calls/csv.ts';

const read = async (after: number | null) => {
  const first = after ?? 0;
  return { rows: [first + 1, first + 2], next: first + 2 < 6 ? first + 2 : null };
};
const NUMBERS = { heads: ['number'], separator: ',', read, cellsOf: (row: number) => [row] } as const;
const linesOf = async (file: AsyncGenerator<string>) => {
  let text = '';
  for await (const piece of file) text += piece;
  return text.split('\r\n').slice(0, -1);
};

describe('a list as a file', () => {
  it('is read on from where the piece before ended', async () => {
    expect(await linesOf(csvFile(NUMBERS))).toEqual(['\uFEFFnumber', '1', '2', '3', '4', '5', '6']);
  });

  it('says at its end that it is cut', async () => {
    const cut = { after: 4, say: (lines: number) => `cut after ${lines}` };
    const lines = await linesOf(csvFile({ ...NUMBERS, cut }));
    expect(lines.slice(-2)).toEqual(['4', 'cut after 4']);
  });

  it('that ends where it would be cut is whole', async () => {
    const cut = { after: 6, say: () => 'cut' };
    expect((await linesOf(csvFile({ ...NUMBERS, cut }))).at(-1)).toBe('6');
  });
});

it('a cell turns round and hides nothing, and keeps what writing needs', () => {
  const cells = ['a\u202eb', 'c\u{e0041}d', 'e\ud800f', 'می\u200cخواهم', 'Team 👩\u200d💻', 'two\nlines'];
  expect(csvLine(cells, ',')).toBe('ab,cd,e f,می\u200cخواهم,Team 👩\u200d💻,"two\nlines"\r\n');
});

describe('a cell that a spreadsheet might run', () => {
  const formulas = [
    '=1+1',
    '+49',
    '-1',
    '@x',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    ' =1+1',
    '\u00a0=1+1',
    '\u3000@x',
  ];
  /** Behind what nobody sees, and some leave out. */
  const hidden = ['\u200b=1+1', '\u202e=1+1', '\ufeff@x', '\u2066+49', '\0=1', '\u00ad-1', '\u{e0020}=1'];

  it.each([...formulas, ...hidden, '\t=1', '\r=1', '\n=1', '\nx'])('%j is made a text', (cell) => {
    expect(csvLine([cell, 'after'], ',')).toMatch(/^"?'/);
  });

  it.each(formulas)('%j comes back as what it says', (cell) => {
    expect(readRows(csvLine(['name', cell], ','))[0]?.cells).toEqual(['name', cell.trim()]);
  });

  it.each(["O'Neill", "'s Hertogenbosch", 'a=b', '1-2', 'Ünal @ home'])(
    '%j stays as it is, there and back',
    (cell) => {
      expect(csvLine([cell], ',')).toBe(`${cell}\r\n`);
      expect(readRows(csvLine([cell], ','))[0]?.cells).toEqual([cell]);
    },
  );
});
