import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { DecidedLeg } from './decide-attempt-end.ts';

/** Each leg hears of it at once, in a transaction of its own, see `Tx`. */
export async function writeLegs({ tx, now }: Work, legs: readonly DecidedLeg[]): Promise<void> {
  for (const { kind, callId } of legs) await setTimer(tx, { kind, subject: callId, dueAt: now });
}
