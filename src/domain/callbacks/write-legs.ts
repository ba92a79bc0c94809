import type { Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { DecidedLeg } from './decide-attempt-end.ts';

/** Each leg hears of it at once, in a transaction of its own, see `Tx`. */
export async function writeLegs(tx: Tx, legs: readonly DecidedLeg[], now: Date): Promise<void> {
  for (const { kind, callId } of legs) await setTimer(tx, { kind, subject: callId, dueAt: now });
}
