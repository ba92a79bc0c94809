import type { Tx } from '../../platform/db/database.ts';
import { type Call, isFinal } from '../calls/call.ts';
import { findCall } from '../calls/call-store.ts';
import type { Flow } from '../flow/flow.ts';
import type { Script } from '../flow/script.ts';
import type { Attempt } from './callback.ts';

/** The customer's leg of an attempt, as long as they are in its room. */
export async function findCustomerInTalk(
  tx: Tx,
  { customerCallId }: Pick<Attempt, 'customerCallId'>,
  script: Script,
): Promise<Call | null> {
  const leg = customerCallId === null ? null : await findCall(tx, customerCallId);
  return leg && !isFinal(leg.status) && isInRoom(leg, script) ? leg : null;
}

/** Whether a leg stands where two talk. Of one that follows other files than these it is taken for granted. */
export function isInRoom(
  { visit }: Pick<Call, 'visit'>,
  { flows }: { flows: ReadonlyMap<string, Flow> },
): boolean {
  const type = flows.get(visit.flow)?.states[visit.state]?.type;
  return type === undefined || type === 'bridge';
}
