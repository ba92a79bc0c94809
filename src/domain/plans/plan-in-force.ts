import type { PlanDefinition } from '../directory-entry/directory-schema.ts';
import type { PlanVersion } from './plan-history-store.ts';

/**
 * A plan as it was at an instant; before the first that is known of it, as it was then.
 * @param versions the oldest first
 * @returns null: nothing is known of its past
 */
export function planInForce(versions: readonly PlanVersion[], name: string, at: Date): PlanDefinition | null {
  const own = versions.filter((version) => version.name === name);
  const [first] = own;
  return (own.findLast(({ from }) => from <= at) ?? first)?.definition ?? null;
}
