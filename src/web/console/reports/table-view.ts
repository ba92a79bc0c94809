import { BYTE_ORDER_MARK, csvLine } from '../calls/csv.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../words/index.ts';
import type { Cell, FigureTable } from './figure.ts';

/** A table as it stands in a page; where it is too wide, it can be moved, with keys as well. */
export function tableView({ heads, rows }: FigureTable, caption: string, words: Words): Html {
  const view = (cell: Cell, index: number) => cellView(cell, index, words);
  return html`
    <div class="numbers" role="group" aria-label="${caption}" tabindex="0"><table>
      <caption class="hidden">${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map(view)}</tr>`)}</tbody>
    </table></div>`;
}

function cellView(cell: Cell, index: number, words: Words): Html {
  const text = shownIn(cell, words);
  if (index === 0) return html`<th scope="row">${text}</th>`;
  return html`<td class="${typeof cell.value === 'number' ? 'digits' : ''}">${text}</td>`;
}

/** What a reader sees in a cell: a number as their language writes it. */
export function shownIn({ value, shown }: Cell, { locale }: Words): Html | string {
  return shown ?? (typeof value === 'number' ? value.toLocaleString(locale) : (value ?? '–'));
}

/** A table as a file for the spreadsheets of somebody's language. */
export function tableAsCsv({ heads, rows }: FigureTable, { csvSeparator }: Words): string {
  const lines = [heads, ...rows.map((row) => row.map(({ value }) => value))];
  return BYTE_ORDER_MARK + lines.map((line) => csvLine(line, csvSeparator)).join('');
}
