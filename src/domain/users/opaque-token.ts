import { createHash, randomBytes } from 'node:crypto';

/**
 * A name that cannot be guessed: whoever knows it has what it names.
 * @param bytes fewer of them where it has to fit a text, and counts for a short time only
 */
export function makeToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** What is kept of it: with so many random bits, nobody finds the name to a hash. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
