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

/**
 * @param rule of the plan; undefined: nothing is due for a miss, and null comes of it
 * @param fee how much of the monthly fee is left to be given back
 */
export function decideCredit(rule: CreditRule | undefined, misses: number, fee = WHOLE_FEE): Credit | null {
  const perMiss = rule && readCreditShare(rule.perMiss);
  if (!perMiss) return null;
  const { unit } = perMiss;
  const atMost = rule.atMost === undefined ? null : readCreditShare(rule.atMost);
  const most = unit === '%' ? fee : Number.POSITIVE_INFINITY;
  const limit = Math.min(atMost?.hundredths ?? most, most);
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
  /** by the rule that the plan has now, or had when the month ended; null: it had none */
  credit: Credit | null;
  /** for promises that were given under another rule */
  earlier: Credit[];
}

/**
 * @param current the rule of the customer's plan as it is now, or was when the month ended
 * @param ofMisses of each miss the rule of the plan as it was when the ticket was opened; undefined: it had none
 */
export function decideCredits(
  current: CreditRule | undefined,
  ofMisses: readonly (CreditRule | undefined)[],
): Credits {
  const isSame = (one?: CreditRule, other?: CreditRule) => meaningOf(one) === meaningOf(other);
  const others = ofMisses.filter((rule) => !isSame(rule, current));
  const rules = others.filter((rule, place) => others.findIndex((other) => isSame(other, rule)) === place);
  const count = (rule?: CreditRule) => ofMisses.filter((other) => isSame(other, rule)).length;
  let fee = WHOLE_FEE;
  const decide = (rule: CreditRule | undefined) => {
    const credit = decideCredit(rule, count(rule), fee);
    if (credit?.due.unit === '%') fee -= credit.due.hundredths;
    return credit;
  };
  // what was promised first is given first; all of them together are never more than the fee
  const earlier = rules.flatMap((rule) => decide(rule) ?? []);
  return { credit: decide(current), earlier };
}

/** `10%` and `10.00 %` are the same rule: of one rule there is one limit. */
function meaningOf(rule: CreditRule | undefined): string {
  const read = (share: string | undefined) => share && readCreditShare(share);
  return JSON.stringify([read(rule?.perMiss), read(rule?.atMost)]);
}
