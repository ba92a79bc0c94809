import type { Severity } from '../tickets/ticket.ts';
import { draw } from './draw.ts';
import { indexOfShare, type Model } from './model.ts';

/** Who calls about what: a call of a replication, before it is known when. @returns null: there is nobody to call */
export function drawOpening(
  { seed, groups, groupShares, severityShares, habits }: Model,
  replication: number,
  call: number,
) {
  const place = { replication, call };
  const severity = (indexOfShare(severityShares, draw(seed, 'severity', place)) + 1) as Severity;
  const group = groups[indexOfShare(groupShares, draw(seed, 'customer', place))];
  if (!group) return null;
  const kind: 'problem' | 'signature' =
    draw(seed, 'kind', place) < habits.signatures ? 'signature' : 'problem';
  const customerNumber = group.customers[call % Math.max(1, group.customers.length)] ?? null;
  return { group, severity, kind, customerNumber };
}
