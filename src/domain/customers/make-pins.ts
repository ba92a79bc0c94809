import type { Db } from '../../platform/db/database.ts';
import { makePin } from './fresh-pin.ts';
import { type HashingWatch, hashPins } from './hash-pins.ts';
import type { PinHasher } from './pin-hasher.ts';
import { findTakenPins } from './seat-store.ts';

/** So often PINs are made anew that somebody has already. */
const MAX_TRIES = 20;

/** A PIN of somebody, who may be told of it, and what is stored of it. */
export interface MadePin<One> {
  contact: One;
  pin: string;
  pinHash: Buffer;
}

/**
 * Makes a PIN for each of several people, of which nobody at the same customer has one. The PINs are only in what is returned:
 * they are kept nowhere.
 */
export async function makePins<One extends { customerNumber: string }>(
  db: Db,
  pins: PinHasher,
  people: readonly One[],
  { onPin, signal }: HashingWatch = {},
): Promise<MadePin<One>[]> {
  const made = new Map<One, MadePin<One>>();
  const given = new Set<string>();
  const freshPin = (customerNumber: string): string => {
    const pin = makePin();
    const place = `${customerNumber} ${pin}`;
    if (given.has(place)) return freshPin(customerNumber);
    given.add(place);
    return pin;
  };
  for (let tries = 0; made.size < people.length; tries += 1) {
    if (tries === MAX_TRIES) throw new Error('every PIN that was tried is taken');
    const missing = people.filter((one) => !made.has(one));
    const wanted = missing.map((contact) => ({
      contact,
      customerNumber: contact.customerNumber,
      pin: freshPin(contact.customerNumber),
    }));
    const before = made.size;
    const hashes = await hashPins(db, pins, wanted, {
      onPin: (done) => onPin?.(before + done, people.length),
      signal,
    });
    const hashed = [...hashes].map(([one, pinHash]) => ({ ...one, pinHash }));
    const taken = await findTakenPins(db, hashed);
    for (const one of hashed)
      if (!taken.has(one))
        made.set(one.contact, { contact: one.contact, pin: one.pin, pinHash: one.pinHash });
  }
  return people.flatMap((one) => made.get(one) ?? []);
}
