/**
 * What a spreadsheet might run instead of showing it, https://owasp.org/www-community/attacks/CSV_Injection: also in the wide
 * letters of East Asian keyboards, and behind space that some leave out.
 */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

/** The mark that makes a text of a formula. */
const MARK = "'";

/** A text as a cell that is shown, and never run. */
export function asText(cell: string): string {
  return FORMULA.test(cell) ? MARK + cell : cell;
}

/** What a cell says, without the mark that keeps it from being run. */
export function withoutMark(cell: string): string {
  return cell.startsWith(MARK) && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
