import { BYTE_ORDER_MARK, csvLine } from '../calls/csv.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../words/index.ts';
import type { Cell, FigureTable } from './figure.ts';

/** A table as it stands in a page; where it is too wide, it can be moved, with keys as well. */
export function tableView({ heads, rows }: FigureTable, caption: string): Html {
  return html`
    <div class="numbers" role="group" aria-label="${caption}" tabindex="0"><table>
      <caption class="hidden">${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map(cellView)}</tr>`)}</tbody>
    </table></div>`;
}

function cellView({ value, shown }: Cell, index: number): Html {
  const text = shown ?? value ?? '–';
  if (index === 0) return html`<th scope="row">${text}</th>`;
  return html`<td class="${typeof value === 'number' ? 'digits' : ''}">${text}</td>`;
}

/** A table as a file for the spreadsheets of somebody's language. */
export function tableAsCsv({ heads, rows }: FigureTable, { csvSeparator }: Words): string {
  const lines = [heads, ...rows.map((row) => row.map(({ value }) => value))];
  return BYTE_ORDER_MARK + lines.map((line) => csvLine(line, csvSeparator)).join('');
}
