import type { Call } from '../calls/call.ts';
import type { PinHasher } from '../directory/pin-hasher.ts';

/** A number that several customers registered: the PIN tells which of them it is. */
export function candidatesOf(call: Pick<Call, 'visit'>): string[] {
  return (call.visit.vars['customer-number'] ?? '').split(' ').filter((number) => number !== '');
}

/** Under which name the hash of a keyed PIN reaches `verify-pin`. */
export function hashName(customerNumber: string): string {
  return `pin-hash ${customerNumber}`;
}

/**
 * Hashes a PIN for every customer it may belong to. Slow on purpose, so it is done before the leg is locked: a flood of
 * PINs then holds neither rows nor connections that other callers need.
 */
export async function preparePin(pins: PinHasher, pin: string, call: Call): Promise<Record<string, string>> {
  const hashes = await Promise.all(
    candidatesOf(call).map(
      async (number) => [hashName(number), (await pins.hash(number, pin)).toString('hex')] as const,
    ),
  );
  return Object.fromEntries(hashes);
}
