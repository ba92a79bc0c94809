import { createHmac, hkdfSync } from 'node:crypto';
import { createFairQueue } from '../../platform/fair-queue.ts';
import { scrypt } from '../../platform/scrypt.ts';

/** What a hash costs: `slow` as long as all of a customer's PINs are as they were hashed at first, `quick` otherwise. */
export type PinCost = 'quick' | 'slow';

/**
 * The keyed hash of a PIN, the same for the same customer, PIN and cost: 32 bytes, and of a quick one a byte that names its
 * cost. Takes the same time for a customer that does not exist. Computed beside the event loop, a few at once; some more
 * wait for their turn, each customer's after the other's.
 * @throws HotlineError `too-busy` when too many wait: the caller is asked again in a moment
 */
export type HashPin = (customerNumber: string, pin: string, cost?: PinCost) => Promise<Buffer>;

/** Turns PINs into what is stored of them. */
export interface PinHasher {
  hash: HashPin;
  /** The same under the key of before; undefined while there is only one key. */
  hashBefore: HashPin | undefined;
  /** How many are computed at a time. */
  atOnce: number;
  /** Tells the key from others, and nothing else of it. */
  keyName: string;
  /** A name by which digits that nobody must read can be counted: the same for the same digits, and fast. */
  blind(digits: string): string;
}

/**
 * Binary logarithms of scrypt's N: 2 MiB and some 4 ms for each quick try, 32 MiB and 0.1 s for each slow one. Who has the
 * database but not the key cannot try at all; who has both has the six-digit PINs of a customer in an hour or in a day of one
 * processor. So it is the key that protects them, and the cost may be what thousands of new PINs can bear.
 */
const COSTS: Readonly<Record<PinCost, number>> = { quick: 11, slow: 15 };
const BLOCK_SIZE = 8;
/** Bytes; Node refuses by default what scrypt needs at this cost. */
const MEMORY_LIMIT = 2 ** 26;

/** Each in a thread of its own: a flood of PINs may have two processors, and leaves the event loop its own. */
const AT_ONCE = 2;
/** Where nobody calls: at the command line, on a machine that has the cores. */
export const MAX_AT_ONCE = 4;
/** So many are done within some 2 s: a caller hears "one moment" by then, and the carrier gives up after 15. */
const WAITING = { maxWaiting: 40, maxWaitingOfOne: 10 };

/**
 * @param secretKey the installation's SECRET_KEY; with another one no PIN is right any more
 * @param options `cost` is scrypt's N for both, a power of two; in tests only. `previousKey` is the SECRET_KEY of before.
 *   `atOnce`: how many are computed at a time
 */
export function createPinHasher(
  secretKey: string,
  options: { cost?: number; previousKey?: string | undefined; atOnce?: number } = {},
): PinHasher {
  const { previousKey, atOnce = AT_ONCE } = options;
  const inTurn = createFairQueue({ atOnce, ...WAITING });
  const hashUnder = (key: string): HashPin => {
    const pinKey = Buffer.from(hkdfSync('sha256', key, '', 'directory: PIN', 32));
    const saltKey = Buffer.from(hkdfSync('sha256', key, '', 'directory: PIN salt', 32));
    const salt = (customerNumber: string) =>
      createHmac('sha256', saltKey).update(customerNumber).digest().subarray(0, 16);
    return async (customerNumber, pin, cost = 'quick') => {
      const keyed = createHmac('sha256', pinKey).update(pin).digest();
      const parameters = { N: options.cost ?? 2 ** COSTS[cost], r: BLOCK_SIZE, maxmem: MEMORY_LIMIT };
      const hash = await inTurn(customerNumber, () =>
        scrypt({ secret: keyed, salt: salt(customerNumber), bytes: 32, parameters }),
      );
      return cost === 'slow' ? hash : Buffer.concat([hash, Buffer.of(COSTS.quick)]);
    };
  };
  const blindKey = Buffer.from(hkdfSync('sha256', secretKey, '', 'directory: blind name', 32));
  return {
    hash: hashUnder(secretKey),
    hashBefore: previousKey === undefined ? undefined : hashUnder(previousKey),
    atOnce,
    keyName: keyNameOf(secretKey),
    blind: (digits) => createHmac('sha256', blindKey).update(digits).digest('hex').slice(0, 32),
  };
}

/** A name for a SECRET_KEY that tells it from others, and nothing else of it. */
export function keyNameOf(secretKey: string): string {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'directory: name of the key', 8)).toString('hex');
}
