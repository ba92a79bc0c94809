import type { Db } from '../../platform/db/database.ts';
import { contactByPinHash, findCustomer } from '../customers/customer-store.ts';
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
      const hash = pin === undefined ? null : await pins.hash(number, pin);
      const contact = hash && (await contactByPinHash(db, number, hash, now));
      if (contact) found.push(`the PIN of ${contact.name}, customer ${number}`);
    }
  }
  return found;
}
