import type { Db } from '../../platform/db/database.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import { findEscalation } from '../plans/rule-store.ts';

/** A ticket for the technical account manager: they are tried first, then the deputy. */
export const TAM_POLICY = 'tam';

/** Policies the service brings along; one of the same name in the directory takes precedence. */
const BUILT_IN: Record<string, EscalationPolicy> = {
  [TAM_POLICY]: {
    steps: [
      { at: '0%', page: ['tam'], by: ['sms', 'call'] },
      { at: 'PT2M', page: ['deputy'], by: ['sms', 'call'] },
      { at: '50%', page: ['tam', 'deputy'], by: ['sms', 'call'] },
    ],
    lastResort: ['supervisors'],
  },
};

/** Where a ticket's policy is gone, the supervisors stand in: never nobody. */
const FALLBACK: EscalationPolicy = {
  steps: [{ at: '0%', page: ['supervisors'], by: ['sms', 'call'] }],
  lastResort: ['supervisors'],
};

/** The escalation policy of a name; there always is one. */
export async function findPolicy(db: Db, name: string): Promise<EscalationPolicy> {
  return (await findEscalation(db, name)) ?? BUILT_IN[name] ?? FALLBACK;
}
