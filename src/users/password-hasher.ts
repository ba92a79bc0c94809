import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { limitConcurrency } from '../directory/limit-concurrency.ts';

/** Turns passwords into what is stored of them, and holds a typed one against that. */
export interface PasswordHasher {
  /** `scrypt$cost$salt$hash`, salted anew each time. Computed beside the event loop, a few at once. */
  hash(password: string): Promise<string>;
  /** @param stored null: there is no such user; it takes the same time and is never right */
  verify(password: string, stored: string | null): Promise<boolean>;
}

/** 128 MiB and about 0.4 s for each try, https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const COST = 2 ** 17;
const BLOCK_SIZE = 8;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Bytes; Node refuses by default what scrypt needs at this cost. */
const MEMORY_LIMIT = 2 ** 28;

/** Node computes in four threads, and callers' PINs need them too: sign-ins take their turn one by one. */
const AT_ONCE = 1;

const slowHash = promisify<string, Buffer, number, { N: number; r: number; maxmem: number }, Buffer>(scrypt);

/** @param options `cost` is scrypt's N, a power of two; lower it in tests only */
export function createPasswordHasher({ cost = COST }: { cost?: number } = {}): PasswordHasher {
  const inTurn = limitConcurrency(AT_ONCE);
  const derive = (password: string, salt: Buffer, N: number) =>
    inTurn(() => slowHash(password.normalize(), salt, KEY_BYTES, { N, r: BLOCK_SIZE, maxmem: MEMORY_LIMIT }));
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, cost);
      return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
    },
    async verify(password, stored) {
      const [, storedCost, salt, key] = stored?.split('$') ?? [];
      if (storedCost === undefined || salt === undefined || key === undefined) {
        await derive(password, randomBytes(SALT_BYTES), cost);
        return false;
      }
      const typed = await derive(password, Buffer.from(salt, 'base64url'), Number(storedCost));
      return timingSafeEqual(typed, Buffer.from(key, 'base64url'));
    },
  };
}
