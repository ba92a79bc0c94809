import { readFile } from 'node:fs/promises';
import type { Db } from '../../platform/db/database.ts';
import { contactByPinHash, findCustomer } from '../customers/customer-store.ts';
import type { PinHasher } from '../customers/pin-hasher.ts';
import { readDirectoryFile } from '../directory-entry/directory-file.ts';
import { SAMPLE_DIRECTORY } from '../directory-entry/sample-directory.ts';

/** Calendars and schedules of the sample are not looked at. */
const NO_RULES = { calendarFaults: () => [], scheduleFaults: () => [] };

/**
 * What of the shipped sample is in force: its customers, and contacts with a PIN that everybody can read. In words; empty is
 * as it should be where real phones ring.
 */
export async function sampleInForce(db: Db, pins: PinHasher, now: Date): Promise<string[]> {
  const { directory } = readDirectoryFile(
    await readFile(SAMPLE_DIRECTORY, 'utf8'),
    SAMPLE_DIRECTORY,
    NO_RULES,
  );
  const found: string[] = [];
  for (const [number, { header, contacts }] of directory?.customers ?? []) {
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
