import type { Db } from '../../platform/db/database.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import { findEscalation } from '../plans/rule-store.ts';
import { builtInPolicy } from './built-in-policies.ts';

/** The escalation policy of a name; there always is one. */
export async function findPolicy(db: Db, name: string): Promise<EscalationPolicy> {
  return (await findEscalation(db, name)) ?? builtInPolicy(name);
}
