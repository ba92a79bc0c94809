import type { CreditShare } from '../../../domain/directory-entry/credit-share.ts';
import type { Words } from '../words/index.ts';

/** `10 % of the monthly fee`, `€250.00`. */
export function sayCreditShare({ hundredths, unit }: CreditShare, { locale, monthly }: Words): string {
  const value = hundredths / 100;
  if (unit !== '%') {
    // of yen there are no hundredths, but a plan may name them: what is said is not more than what is due
    const digits = hundredths % 100 === 0 ? {} : { minimumFractionDigits: 2 };
    return new Intl.NumberFormat(locale, { style: 'currency', currency: unit, ...digits }).format(value);
  }
  const style = { style: 'percent', maximumFractionDigits: 2 } as const;
  return monthly.share(new Intl.NumberFormat(locale, style).format(value / 100));
}
