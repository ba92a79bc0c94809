import { describe, expect, it } from 'vitest';
import { csvFile } from '../../src/web/console/calls/csv.ts';

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
