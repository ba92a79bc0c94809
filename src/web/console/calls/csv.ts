/** What a spreadsheet would take for a formula, https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/;

/** Spreadsheets read UTF-8 only where a file begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One line of a CSV file by RFC 4180. A cell that a spreadsheet might run is made a text by an apostrophe.
 * @param separator where a decimal comma is written, spreadsheets expect a semicolon
 */
export function csvLine(cells: readonly (string | number | null)[], separator: ',' | ';' = ','): string {
  return `${cells.map(csvCell).join(separator)}\r\n`;
}

function csvCell(cell: string | number | null): string {
  const text = String(cell ?? '');
  const harmless = typeof cell === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
