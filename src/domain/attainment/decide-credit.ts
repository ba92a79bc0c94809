import { type CreditShare, readCreditShare } from '../directory-entry/credit-share.ts';
import type { CreditRule } from '../directory-entry/directory-schema.ts';

/** What a customer is due for the promises that were missed, by the rule of their plan. */
export interface Credit {
  misses: number;
  perMiss: CreditShare;
  /** null: there is no limit but, of a share, the whole fee */
  atMost: CreditShare | null;
  due: CreditShare;
  /** it would have been more without the limit */
  isCapped: boolean;
}

/** All of the monthly fee. */
const WHOLE_FEE = 100 * 100;

/** @param rule of the plan; undefined: nothing is due for a miss, and null comes of it */
export function decideCredit(rule: CreditRule | undefined, misses: number): Credit | null {
  const perMiss = rule && readCreditShare(rule.perMiss);
  if (!perMiss) return null;
  const { unit } = perMiss;
  const atMost = rule.atMost === undefined ? null : readCreditShare(rule.atMost);
  const limit = atMost?.hundredths ?? (unit === '%' ? WHOLE_FEE : Number.POSITIVE_INFINITY);
  const full = perMiss.hundredths * misses;
  return {
    misses,
    perMiss,
    atMost,
    due: { hundredths: Math.min(full, limit), unit },
    isCapped: full > limit,
  };
}
