import { BYTE_ORDER_MARK, csvLine } from '../../calls/csv.ts';
import type { Words } from '../../words/index.ts';

/** A table to fill in: the columns by their names, and a line that shows how. */
export function templateOf({ importing, csvSeparator }: Words): string {
  const [heads, example] = [importing.columns, importing.example].map((cells) =>
    csvLine(cells, csvSeparator),
  );
  return `${BYTE_ORDER_MARK}${heads}${example}`;
}
