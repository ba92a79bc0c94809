import type { Script } from '../flow/script.ts';
import type { Call } from './call.ts';

/** Who ended a leg: whoever was on the phone, we, the engineer they talked with, or the carrier. */
export type EndedBy = 'party' | 'hotline' | 'engineer' | 'carrier';

/**
 * Who ended a leg that is over. A flow that has come to its end hangs up by itself, and so it does after a talk that the
 * engineer has left; what the carrier calls failed was no person's doing.
 * @param talk with an engineer, on this leg; null: there was none
 */
export function whoEnded(
  { status, visit }: Pick<Call, 'status' | 'visit'>,
  script: Script,
  talk: { hasEngineerLeft: boolean } | null,
): EndedBy {
  if (status === 'failed') return 'carrier';
  const type = script.flows.get(visit.flow)?.states[visit.state]?.type;
  if (type === 'end') return talk ? 'engineer' : 'hotline';
  return type === 'bridge' && talk?.hasEngineerLeft ? 'engineer' : 'party';
}
