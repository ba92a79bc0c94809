import { randomInt } from 'node:crypto';
import type { Database, Tx } from '../../platform/db/database.ts';
import { PIN_DIGITS } from '../directory-entry/digit-limits.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { flawOf } from '../directory-entry/pin-rule.ts';
import { clearDeputies } from './deputy-store.ts';
import { hashPin } from './hash-pins.ts';
import type { PinHasher } from './pin-hasher.ts';
import { pinIsTaken } from './seat-store.ts';

/** Fewer different digits are what everybody tries first. */
const FEWEST_DIFFERENT = 4;
const MAX_TRIES = 20;

/** Six digits, none of the patterns that are guessed first. */
export function makePin(): string {
  for (;;) {
    const pin = String(randomInt(10 ** PIN_DIGITS.min)).padStart(PIN_DIGITS.min, '0');
    if (new Set(pin).size >= FEWEST_DIFFERENT && flawOf(pin) === null) return pin;
  }
}

/**
 * Makes a PIN that nobody else at this customer has, and does with its hash what has to be done, in one transaction that
 * holds the registry. The PIN itself is only in what is returned: it is kept nowhere.
 */
export async function withFreshPin<T>(
  { database, pins }: { database: Database; pins: PinHasher },
  customerNumber: string,
  now: Date,
  use: (tx: Tx, pinHash: Buffer) => Promise<T>,
): Promise<{ pin: string; result: T }> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const pin = makePin();
    // slow, so it is done before anybody has to wait for the lock
    const hash = await hashPin(database, pins, customerNumber, pin);
    const used = await database.transaction(async (tx) => {
      await lockRegistry(tx);
      await clearDeputies(tx, now);
      return (await pinIsTaken(tx, customerNumber, hash)) ? null : { result: await use(tx, hash) };
    });
    if (used) return { pin, result: used.result };
  }
  throw new Error('every PIN that was tried is taken');
}
