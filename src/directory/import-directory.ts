import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../db/database.ts';
import type { Fault } from '../errors.ts';
import { applyImport } from './apply-import.ts';
import type { Directory } from './directory.ts';
import { type DirectoryReading, type ReadOptions, readDirectoryFile } from './directory-file.ts';
import type { PinHasher } from './pin-hasher.ts';
import { type ImportCounts, type PinClash, type PinHashOf, planImport } from './plan-import.ts';
import { loadRegistry, lockRegistry } from './registry-store.ts';

export interface ImportOptions extends Omit<ReadOptions, 'current'> {
  pins: PinHasher;
  now: Date;
}

export type ImportResult = { imported: ImportCounts; faults?: never } | { imported?: never; faults: Fault[] };

/**
 * Imports a directory file in one transaction: changes what differs, and nothing at all if there is one fault. Two
 * imports at once come one after the other; the second is held against what the first left.
 * @param text YAML 1.2
 * @param file the name that faults give
 * @param options with `replace`, what the file does not name is retired, otherwise it stays as it is
 */
export async function importDirectory(
  database: Database,
  text: string,
  file: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const { pins, now, replace = false } = options;
  const before = await loadRegistry(database);
  const reading = readDirectoryFile(text, file, { ...options, current: before });
  const { directory } = reading;
  if (!directory) return { faults: reading.faults };
  // slow, so it is done before anybody has to wait for the lock, and the hash does not depend on the database
  const pinHashOf = await hashPins(directory, pins);
  try {
    return await database.transaction<ImportResult>(async (tx) => {
      await lockRegistry(tx);
      const current = await loadRegistry(tx);
      if (!isDeepStrictEqual(current, before)) {
        const { faults } = readDirectoryFile(text, file, { ...options, current });
        if (faults.length > 0) return { faults };
      }
      const { plan, clashes } = planImport(current, directory, { replace, pinHashOf });
      if (!plan) return { faults: clashes.map((clash) => pinTaken(reading, clash)) };
      await applyImport(tx, plan, now);
      return { imported: plan.counts };
    });
  } catch (error) {
    const fault = constraintFault(error, file);
    if (!fault) throw error;
    return { faults: [fault] };
  }
}

/** Two at a time, so that callers who key in their PIN meanwhile need not wait for a whole file of them. */
async function hashPins(directory: Directory, pins: PinHasher): Promise<PinHashOf> {
  const hashes = new Map<string, Buffer>();
  const keyOf = (customer: string, contact: string) => `${customer} ${contact}`;
  const work = [...directory.customers]
    .flatMap(([customer, { contacts }]) => contacts.map(({ name, pin }) => ({ customer, name, pin })))
    .values();
  const lane = async () => {
    for (const { customer, name, pin } of work) {
      if (pin !== undefined) hashes.set(keyOf(customer, name), await pins.hash(customer, pin));
    }
  };
  await Promise.all([lane(), lane()]);
  return (customer, contact) => hashes.get(keyOf(customer, contact));
}

function pinTaken({ directory, faultAt }: DirectoryReading, { customer, contact }: PinClash): Fault {
  const contacts = directory?.customers.get(customer)?.contacts ?? [];
  const index = contacts.findIndex(({ name }) => name === contact);
  return faultAt(
    ['customers', customer, 'contacts', index, 'pin'],
    'is the PIN of another contact of this customer who is in force.',
    'Choose another: the PIN tells which contact is calling.',
  );
}

/** The laws that the database keeps itself, for changes that were made beside the import at the same moment. */
const CONSTRAINTS: Record<string, string> = {
  contacts_seat_exists: 'A customer has more contacts than its plan has seats.',
  contacts_seat_taken_once: 'Two contacts were given the same seat at the same moment.',
  contacts_pin_unique: 'Two contacts of a customer were given the same PIN at the same moment.',
  contacts_name_unique: 'Two contacts of a customer were given the same name at the same moment.',
};

function constraintFault(error: unknown, file: string): Fault | undefined {
  const constraint = (error as { constraint?: unknown } | null)?.constraint;
  const message = typeof constraint === 'string' ? CONSTRAINTS[constraint] : undefined;
  const remedy = 'Export the directory, compare it with this file, and import again.';
  return message === undefined ? undefined : { file, line: 0, message, remedy };
}
