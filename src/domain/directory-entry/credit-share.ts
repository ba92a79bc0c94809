/** A share of the monthly fee, or an amount of money; whole hundredths of a percent or of the currency's unit. */
export interface CreditShare {
  hundredths: number;
  /** `%` of the monthly fee, or a currency by ISO 4217 */
  unit: string;
}

/** Reads `10%`, `2.5 %` or `250.00 EUR`; null: it is neither, or nothing, or more than all of the fee. */
export function readCreditShare(text: string): CreditShare | null {
  const [, whole, part = '', unit] = /^(\d{1,7})(?:\.(\d{1,2}))? ?(%|[A-Z]{3})$/.exec(text) ?? [];
  if (whole === undefined || unit === undefined) return null;
  const hundredths = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  const isPossible = hundredths > 0 && (unit !== '%' || hundredths <= 100 * 100);
  return isPossible ? { hundredths, unit } : null;
}
