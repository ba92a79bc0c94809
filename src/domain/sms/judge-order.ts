import { ORDER_FACTS, type OrderCommand } from '../flow/order-words.ts';

/**
 * What the number an order came from has to do with its ticket: it was paged about it; it may act on it (on call for it,
 * its account manager, or whoever has it); a supervisor's; nothing.
 */
export type SenderStanding = 'paged' | 'entitled' | 'supervisor' | 'none';

/** What the code in an order is: of this sender for this ticket, of somebody else for it, none of it, or not there. */
export type CodeGiven = 'own' | 'others' | 'wrong' | 'none';

export type Verdict = 'obey' | 'needs-code' | 'confirm-by-call' | 'refuse';

/** After so many wrong codes from a sender about a ticket no code counts any more. */
export const MAX_WRONG_CODES = 3;

/** Whether an order counts. Who was paged may take, connect and pass on without a code: that ends nothing. */
export function judgeOrder(order: {
  command: OrderCommand;
  standing: SenderStanding;
  code: CodeGiven;
}): Verdict {
  const { command, standing, code } = order;
  if (standing === 'none') return 'refuse';
  const proven = ORDER_FACTS[command].isProven === true;
  if (code === 'own' || (code === 'others' && !proven)) return 'obey';
  if (standing === 'paged' && !proven) return 'obey';
  return proven && standing !== 'supervisor' ? 'confirm-by-call' : 'needs-code';
}

/** Whether a guess has failed: a code that was given, and would have been needed. */
export function isWrongGuess(code: CodeGiven, verdict: Verdict): boolean {
  return verdict !== 'obey' && verdict !== 'refuse' && (code === 'wrong' || code === 'others');
}
