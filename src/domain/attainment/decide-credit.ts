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

/** What is due for the misses of a month, by the rule that was in force when each promise was given. */
export interface Credits {
  /** by the rule of today; null: there is none */
  credit: Credit | null;
  /** for promises that were given under another rule */
  earlier: Credit[];
}

/**
 * @param current the rule of the customer's plan as it is now
 * @param ofMisses of each miss the rule of the plan as it was when the ticket was opened; undefined: it had none
 */
export function decideCredits(
  current: CreditRule | undefined,
  ofMisses: readonly (CreditRule | undefined)[],
): Credits {
  const isSame = (one?: CreditRule, other?: CreditRule) =>
    one?.perMiss === other?.perMiss && one?.atMost === other?.atMost;
  const others = ofMisses.filter((rule) => !isSame(rule, current));
  const rules = others.filter((rule, place) => others.findIndex((other) => isSame(other, rule)) === place);
  const count = (rule?: CreditRule) => ofMisses.filter((other) => isSame(other, rule)).length;
  return {
    credit: decideCredit(current, count(current)),
    earlier: rules.flatMap((rule) => decideCredit(rule, count(rule)) ?? []),
  };
}
