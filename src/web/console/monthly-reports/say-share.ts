import type { CreditShare } from '../../../domain/directory-entry/credit-share.ts';
import type { Words } from '../words/index.ts';

/** `10 % of the monthly fee`, `€250.00`. */
export function sayCreditShare({ hundredths, unit }: CreditShare, { locale, monthly }: Words): string {
  const value = hundredths / 100;
  if (unit !== '%') return new Intl.NumberFormat(locale, { style: 'currency', currency: unit }).format(value);
  const style = { style: 'percent', maximumFractionDigits: 2 } as const;
  return monthly.share(new Intl.NumberFormat(locale, style).format(value / 100));
}
