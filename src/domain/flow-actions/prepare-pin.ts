import type { Call } from '../calls/call.ts';
import type { PinHasher } from '../customers/pin-hasher.ts';

/** A number that several customers registered: the PIN tells which of them it is. */
export function candidatesOf(call: Pick<Call, 'visit'>): string[] {
  return (call.visit.vars['customer-number'] ?? '').split(' ').filter((number) => number !== '');
}

/** Under which name the hash of a keyed PIN reaches `verify-pin`. */
export function hashName(customerNumber: string): string {
  return `pin-hash ${customerNumber}`;
}

/** The same for its hash under the key of before, while there is one. */
export function hashBeforeName(customerNumber: string): string {
  return `pin-hash-before ${customerNumber}`;
}

/**
 * Hashes a PIN for every customer it may belong to. Slow on purpose, so it is done before the leg is locked: a flood of
 * PINs then holds neither rows nor connections that other callers need.
 */
export async function preparePin(pins: PinHasher, pin: string, call: Call): Promise<Record<string, string>> {
  const hashes = await Promise.all(
    candidatesOf(call).flatMap((number) => [
      named(hashName(number), pins.hash(number, pin)),
      ...(pins.hashBefore ? [named(hashBeforeName(number), pins.hashBefore(number, pin))] : []),
    ]),
  );
  return Object.fromEntries(hashes);
}

async function named(name: string, hash: Promise<Buffer>): Promise<[string, string]> {
  return [name, (await hash).toString('hex')];
}
