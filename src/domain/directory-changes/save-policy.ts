import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/database.ts';
import type { DirectoryChange, EditedEntry } from '../directory-entry/change.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { fingerprintOf } from '../directory-entry/fingerprint.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import { lookAgain } from '../escalation/look-again.ts';
import { findSourcedPolicy, updatePolicy } from '../escalation/policy-store.ts';
import { leadsNowhere } from './leads-nowhere.ts';

/** Changes an escalation policy in force. Tickets that are being paged go by it at once. `unchanged`: it was saved as it stood. */
export async function savePolicy(
  tx: Tx,
  name: string,
  { entry: policy, version }: EditedEntry<EscalationPolicy>,
  { by, now }: DirectoryChange,
): Promise<'saved' | 'unchanged' | 'unknown' | 'changed-meanwhile' | 'leads-nowhere'> {
  await lockRegistry(tx);
  const before = await findSourcedPolicy(tx, name);
  if (!before) return 'unknown';
  if (fingerprintOf(before.policy) !== version) return 'changed-meanwhile';
  if (isDeepStrictEqual(before.policy, policy)) return 'unchanged';
  if (await leadsNowhere(tx, { escalations: new Map([[name, policy]]) })) return 'leads-nowhere';
  await updatePolicy(tx, name, policy);
  await lookAgain({ tx, now }, [name]);
  await markChanged(tx, 'escalations', name, { by, now });
  return 'saved';
}
