import type { Engineer } from '../oncall/engineers/engineer-store.ts';

/** Whose number an order came from. The number is what the carrier says: no proof that they wrote it. */
export interface Sender {
  /** null: a supervisor, or several that share the number */
  engineer: Engineer | null;
  /** E.164 */
  number: string;
}

/** By what name codes and doubts are kept: an engineer has several numbers, a supervisor's number is a person of its own. */
export function holderOf({ engineer, number }: Sender): string {
  return engineer?.key ?? number;
}
