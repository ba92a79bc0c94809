import { randomBytes } from 'node:crypto';
import type { Tx } from '../../platform/db/database.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimers } from '../../platform/timers/timer-store.ts';
import { UNVERIFIED_LANE } from '../tickets/urgency.ts';

/** Its name under `sms` in voice-flows/prompts/. What it says is told to nobody else, not on a phone either, and kept nowhere. */
export const PIN_TEXT = 'pin';

/** As it stands on record. */
export const MASKED_PIN = '******';

/** After everything else that a customer is told. */
export const PIN_TEXT_PRIORITY = UNVERIFIED_LANE - 1;

/** Texts with PINs are spread, so that they are no crowd before the carrier's gate. */
const APART_MS = 1_000;

/** What is stored of somebody who has no PIN yet: the hash of none. */
export function noPin(): Buffer {
  return randomBytes(32);
}

/**
 * Each of these contacts is to get a PIN by SMS. It is made when its text goes out: until then there is none, and it is
 * stored nowhere. Asking for it twice sends one.
 */
export async function planPinTexts(tx: Tx, contactIds: readonly string[], now: Date): Promise<void> {
  await setTimers(
    tx,
    contactIds.map((subject, index) => {
      const dueAt = new Date(now.getTime() + index * APART_MS);
      return { kind: 'text-pin', subject, dueAt, priority: LAST };
    }),
  );
}
