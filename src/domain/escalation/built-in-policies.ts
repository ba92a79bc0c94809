import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';

/** A ticket for the technical account manager: they are tried first, then the deputy. */
export const TAM_POLICY = 'tam';

const FOR_ACCOUNT_MANAGER: EscalationPolicy = {
  steps: [
    { at: '0%', page: ['tam'], by: ['sms', 'call'] },
    { at: 'PT2M', page: ['deputy'], by: ['sms', 'call'] },
    { at: '50%', page: ['tam', 'deputy'], by: ['sms', 'call'] },
  ],
  lastResort: ['supervisors'],
};

/** Where a ticket's policy is gone, the supervisors stand in: never nobody. */
const FALLBACK: EscalationPolicy = {
  steps: [{ at: '0%', page: ['supervisors'], by: ['sms', 'call'] }],
  lastResort: ['supervisors'],
};

/** The policy that the service brings along for a name; one of the same name in the directory takes precedence. */
export function builtInPolicy(name: string): EscalationPolicy {
  return name === TAM_POLICY ? FOR_ACCOUNT_MANAGER : FALLBACK;
}
