/** `10%`, `2,5 %`, `250.00 EUR`, `€ 1.250,00`. */
const TYPED = /^([a-z]{3})? ?(\d[\d.,]*) ?(%|[a-z]{3})?$/i;

/**
 * A share of a fee or an amount of money as people write it, German or English.
 * @returns as a directory file says it: `10%`, `250.00 EUR`; what cannot be read is handed back as it was typed, which no schema takes
 */
export function readCredit(typed: string): string {
  const text = typed.trim().replace('€', 'EUR').replaceAll(/\s+/g, ' ');
  const [, before, number, after] = TYPED.exec(text) ?? [];
  const unit = before ?? after;
  if (number === undefined || unit === undefined || (before !== undefined && after !== undefined))
    return typed.trim();
  return unit === '%' ? `${plain(number)}%` : `${plain(number)} ${unit.toUpperCase()}`;
}

/** With a point before the hundredths and nothing between the thousands; `1.250` can be both, and stays. */
function plain(number: string): string {
  if (/^\d{1,3}(\.\d{3})*,\d{1,2}$|^\d+,\d{1,2}$/.test(number))
    return number.replaceAll('.', '').replace(',', '.');
  return /^\d{1,3}(,\d{3})+\.\d{1,2}$/.test(number) ? number.replaceAll(',', '') : number;
}

/** The same as it is typed in somebody's language: `250,00 EUR`. @param credit as a directory file says it */
export function writeCredit(credit: string, locale: string): string {
  return locale.startsWith('de') ? credit.replace('.', ',') : credit;
}
