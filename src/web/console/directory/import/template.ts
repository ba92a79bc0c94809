import { csvLine } from '../../calls/csv.ts';
import type { Words } from '../../words/index.ts';

/** Spreadsheets read UTF-8 only where a file begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A table to fill in: the columns by their names, and a line that shows how. */
export function templateOf({ importing }: Words): string {
  return BYTE_ORDER_MARK + csvLine(importing.columns) + csvLine(importing.example);
}
