import type { Script } from '../flow/script.ts';
import type { Call } from './call.ts';

/** Who ended a leg: whoever was on the phone, we, the engineer they talked with, or the carrier. */
export type EndedBy = 'party' | 'hotline' | 'engineer' | 'carrier';

/**
 * Who ended a leg that is over. A flow that has come to its end hangs up by itself; what the carrier calls failed was no
 * person's doing.
 * @param partnerEndedAt when the leg of the engineer ended with whom they have talked; null: it has not, or they have not
 */
export function whoEnded(
  { status, visit }: Pick<Call, 'status' | 'visit'>,
  script: Script,
  partnerEndedAt: Date | null,
): EndedBy {
  if (status === 'failed') return 'carrier';
  const type = script.flows.get(visit.flow)?.states[visit.state]?.type;
  if (partnerEndedAt !== null && (type === 'bridge' || type === 'end')) return 'engineer';
  return type === 'end' ? 'hotline' : 'party';
}
