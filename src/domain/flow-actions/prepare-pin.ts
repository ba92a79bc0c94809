import type { Db } from '../../platform/db/database.ts';
import type { Call } from '../calls/call.ts';
import { costsInUse } from '../customers/hash-pins.ts';
import type { PinCost, PinHasher } from '../customers/pin-hasher.ts';

/** A number that several customers registered: the PIN tells which of them it is. */
export function candidatesOf(call: Pick<Call, 'visit'>): string[] {
  return (call.visit.vars['customer-number'] ?? '').split(' ').filter((number) => number !== '');
}

/** Under which name the hash of a keyed PIN reaches `verify-pin`. */
export function hashName(customerNumber: string, cost: PinCost): string {
  return `pin-hash ${cost} ${customerNumber}`;
}

/** The same for its hash under the key of before, while there is one. */
export function hashBeforeName(customerNumber: string, cost: PinCost): string {
  return `pin-hash-before ${cost} ${customerNumber}`;
}

/**
 * Hashes a PIN for every customer it may belong to. Slow on purpose, so it is done before the leg is locked: a flood of
 * PINs then holds neither rows nor connections that other callers need. As long as anybody's PIN is stored by its slow hash,
 * both are computed for everybody: time must not tell which customers there are.
 */
export async function preparePin(
  db: Db,
  pins: PinHasher,
  pin: string,
  call: Call,
): Promise<Record<string, string>> {
  const costs = await costsInUse(db);
  const hashes = await Promise.all(
    candidatesOf(call).flatMap((number) =>
      costs.flatMap((cost) => [
        named(hashName(number, cost), pins.hash(number, pin, cost)),
        ...(pins.hashBefore ? [named(hashBeforeName(number, cost), pins.hashBefore(number, pin, cost))] : []),
      ]),
    ),
  );
  return Object.fromEntries(hashes);
}

async function named(name: string, hash: Promise<Buffer>): Promise<[string, string]> {
  return [name, (await hash).toString('hex')];
}
