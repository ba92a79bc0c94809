import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '../../platform/db/database.ts';
import { createFairQueue } from '../../platform/fair-queue.ts';
import { scrypt } from '../../platform/scrypt.ts';
import { SIGNED_IN, type TryingFrom } from './sign-in-guard-store.ts';

/** Turns passwords into what is stored of them, and holds a typed one against that. */
export interface PasswordHasher {
  /**
   * `scrypt$cost$salt$hash`, salted anew each time. Computed beside the event loop, in a queue that is no caller's.
   * @throws HotlineError `too-busy`
   */
  hash(password: string): Promise<string>;
  /**
   * @param stored null: there is no such user; it takes the same time and is never right
   * @param from who tries: one after the other gets a turn, however often one of them tries
   * @throws HotlineError `too-busy` when too many wait, or too many of this source
   */
  verify(password: string, stored: string | null, from?: TryingFrom): Promise<boolean>;
}

/** What whoever changes a password needs. */
export interface PasswordDeps {
  database: Database;
  passwords: PasswordHasher;
}

/** 128 MiB and about 0.4 s for each try, https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const COST = 2 ** 17;
const BLOCK_SIZE = 8;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Bytes; Node refuses by default what scrypt needs at this cost. */
const MEMORY_LIMIT = 2 ** 28;

/** Callers' PINs need the processors too: sign-ins take their turn one by one. */
const AT_ONCE = 1;
/** Some 10 s of work at most; one source may have five of them. */
const WAITING = { maxWaiting: 24, maxWaitingOfOne: 5 };
/** What no address begins with. */
const KNOWN = 'known: ';
/** Strangers who try from many addresses at once take no place of those who have been here before. */
const RESERVED = { places: 12, isFor: (source: string) => source.startsWith(KNOWN) };

/** @param options `cost` is scrypt's N, a power of two; lower it in tests only */
export function createPasswordHasher({ cost = COST }: { cost?: number } = {}): PasswordHasher {
  const inTurn = createFairQueue({ atOnce: AT_ONCE, ...WAITING, reserved: RESERVED });
  const derive = (password: string, salt: Buffer, N: number, { source, isKnown }: TryingFrom) =>
    inTurn(isKnown ? KNOWN + source : source, () =>
      scrypt({
        secret: Buffer.from(password.normalize()),
        salt,
        bytes: KEY_BYTES,
        parameters: { N, r: BLOCK_SIZE, maxmem: MEMORY_LIMIT },
      }),
    );
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, cost, SIGNED_IN);
      return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
    },
    async verify(password, stored, from = SIGNED_IN) {
      const [, storedCost, salt, key] = stored?.split('$') ?? [];
      if (storedCost === undefined || salt === undefined || key === undefined) {
        await derive(password, randomBytes(SALT_BYTES), cost, from);
        return false;
      }
      const typed = await derive(password, Buffer.from(salt, 'base64url'), Number(storedCost), from);
      return timingSafeEqual(typed, Buffer.from(key, 'base64url'));
    },
  };
}
