import type { Tx } from '../../platform/db/database.ts';
import { readTarget, type TargetRows } from '../escalation/decide-recipients.ts';
import { findPolicy } from '../escalation/find-policy.ts';
import { readTargetRows } from '../escalation/find-recipients.ts';
import { whoIsNamed } from '../oncall/schedule.ts';
import { listPagedTickets } from '../tickets/ticket-store.ts';

/** Tickets that go by a policy which names, as if they were there, people who are not any more. */
export interface LostWay {
  policy: string;
  /** as the policy names them: `schedule:front` */
  targets: string[];
  /** numbers, the most pressing first */
  tickets: string[];
}

/**
 * Makes a change to the directory. A ticket keeps the policy it was opened under, also one that is retired.
 * @returns what the policies of unanswered tickets name with nobody in force behind it, and had somebody before
 */
export async function lostWaysBy(tx: Tx, change: () => Promise<void>, now: Date): Promise<LostWay[]> {
  const paged = await listPagedTickets(tx);
  const policies = paged.map(({ policy }) => policy);
  const before = await targetsOf(tx, policies, now);
  await change();
  const after = await targetsOf(tx, policies, now);
  return paged.flatMap(({ policy, tickets }) => {
    const reached = after.get(policy);
    const lost = [...(before.get(policy) ?? [])].filter((target) => !reached?.has(target));
    return lost.length > 0 ? [{ policy, targets: lost, tickets }] : [];
  });
}

/** What each policy names that somebody in force is behind. */
async function targetsOf(
  tx: Tx,
  policies: readonly string[],
  now: Date,
): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const name of policies) {
    const { steps } = await findPolicy(tx, name);
    const targets = steps.flatMap(({ page }) => page);
    const rows = await readTargetRows(tx, { customerNumber: null }, targets, now);
    found.set(name, new Set(targets.filter((target) => namesSomebody(target, rows))));
  }
  return found;
}

/** Whether an engineer is behind a target at any time; managers and supervisors are those of today in any case. */
function namesSomebody(target: string, { schedules, engineers }: TargetRows): boolean {
  const isInForce = (key: string) => engineers.get(key)?.retired === false;
  const read = readTarget(target);
  if (!('name' in read)) return false;
  if (read.kind === 'engineer') return isInForce(read.name);
  const schedule = schedules.get(read.name);
  return schedule !== undefined && whoIsNamed(schedule).some(isInForce);
}
