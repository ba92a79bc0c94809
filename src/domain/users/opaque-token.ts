import { createHash, randomBytes } from 'node:crypto';

/** A name that cannot be guessed: whoever knows it has what it names. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of it: with 256 random bits, nobody finds the name to a hash. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
