import type { Db } from '../../platform/db/database.ts';
import type { PinCost, PinHasher } from './pin-hasher.ts';
import { findSlowCustomers, hasSlowPins } from './seat-store.ts';

export interface HashingWatch {
  /** told after each PIN, which takes its time, how many are done and how many there are */
  onPin?: ((done: number, of: number) => void) | undefined;
  /** nobody waits for them any more */
  signal?: AbortSignal | undefined;
}

/**
 * Hashes many PINs that are to be stored, as many at a time as are computed: none of them stands in the queue before a
 * caller's. All of a customer's are of one cost, so that two who have the same PIN are found.
 * @returns the hash of each
 * @throws the signal's reason, when it says that nobody waits any more
 */
export async function hashPins<One extends { customerNumber: string; pin: string }>(
  db: Db,
  pins: Pick<PinHasher, 'hash' | 'atOnce'>,
  wanted: readonly One[],
  { onPin, signal }: HashingWatch = {},
): Promise<Map<One, Buffer>> {
  const costOf = await findCosts(db);
  const hashes = new Map<One, Buffer>();
  const work = wanted.values();
  const lane = async () => {
    for (const one of work) {
      signal?.throwIfAborted();
      hashes.set(one, await pins.hash(one.customerNumber, one.pin, costOf(one.customerNumber)));
      onPin?.(hashes.size, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: pins.atOnce }, lane));
  return hashes;
}

/** The hash of one PIN that is to be stored. */
export async function hashPin(
  db: Db,
  pins: Pick<PinHasher, 'hash'>,
  customerNumber: string,
  pin: string,
): Promise<Buffer> {
  const costOf = await findCosts(db);
  return pins.hash(customerNumber, pin, costOf(customerNumber));
}

async function findCosts(db: Db): Promise<(customerNumber: string) => PinCost> {
  const slow = await findSlowCustomers(db);
  return (customerNumber) => (slow.has(customerNumber) ? 'slow' : 'quick');
}

/** What the hashes of PINs cost that are stored, whoever's: a PIN that is looked for may be any of them. */
export async function costsInUse(db: Db): Promise<PinCost[]> {
  return (await hasSlowPins(db)) ? ['quick', 'slow'] : ['quick'];
}
