import type { Db } from '../../platform/db/database.ts';
import { type Contact, contactByPinHash, findCustomer } from '../customers/customer-store.ts';
import { costsInUse } from '../customers/hash-pins.ts';
import type { PinHasher } from '../customers/pin-hasher.ts';
import { readSample } from '../directory-entry/read-sample.ts';

/**
 * What of the shipped sample is in force: its customers, and contacts with a PIN that everybody can read. In words; empty is
 * as it should be where real phones ring.
 */
export async function sampleInForce(db: Db, pins: PinHasher, now: Date): Promise<string[]> {
  const found: string[] = [];
  for (const [number, { header, contacts }] of readSample()?.customers ?? []) {
    const customer = await findCustomer(db, number);
    if (!customer) continue;
    if (customer.name === header.name) found.push(`customer ${number}, ${header.name}`);
    for (const { pin } of contacts) {
      const holders = pin === undefined ? [] : await holdersOf(db, pins, { number, pin, now });
      found.push(...holders.map(({ name }) => `the PIN of ${name}, customer ${number}`));
    }
  }
  return found;
}

/** Who has a PIN, whatever its stored hash costs. */
async function holdersOf(
  db: Db,
  pins: PinHasher,
  { number, pin, now }: { number: string; pin: string; now: Date },
): Promise<Contact[]> {
  const costs = await costsInUse(db);
  const hashes = await Promise.all(costs.map((cost) => pins.hash(number, pin, cost)));
  const holders = await Promise.all(hashes.map((hash) => contactByPinHash(db, number, hash, now)));
  return holders.filter((holder) => holder !== null);
}
