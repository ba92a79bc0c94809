import type { RuleVersion } from './rule-history-store.ts';

/**
 * A plan or a calendar as it was at an instant; before the first that is known of it, as it was then.
 * @param versions of one kind, the oldest first
 * @returns null: nothing is known of its past
 */
export function ruleInForce<T>(versions: readonly RuleVersion<T>[], name: string, at: Date): T | null {
  const own = versions.filter((version) => version.name === name);
  const [first] = own;
  return (own.findLast(({ from }) => from <= at) ?? first)?.definition ?? null;
}
