import type { PinHasher } from './pin-hasher.ts';

export interface HashingWatch {
  /** told after each PIN, which takes its time, how many are done and how many there are */
  onPin?: ((done: number, of: number) => void) | undefined;
  /** nobody waits for them any more */
  signal?: AbortSignal | undefined;
}

/**
 * Hashes many PINs, as many at a time as are computed: none of them stands in the queue before a caller's.
 * @returns the hash of each
 * @throws the signal's reason, when it says that nobody waits any more
 */
export async function hashPins<One extends { customerNumber: string; pin: string }>(
  pins: Pick<PinHasher, 'hash' | 'atOnce'>,
  wanted: readonly One[],
  { onPin, signal }: HashingWatch = {},
): Promise<Map<One, Buffer>> {
  const hashes = new Map<One, Buffer>();
  const work = wanted.values();
  const lane = async () => {
    for (const one of work) {
      signal?.throwIfAborted();
      hashes.set(one, await pins.hash(one.customerNumber, one.pin));
      onPin?.(hashes.size, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: pins.atOnce }, lane));
  return hashes;
}
