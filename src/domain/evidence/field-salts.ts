import { hash } from 'node:crypto';
import { hmacUnder } from './hmac.ts';
import { HASH_BYTES } from './merkle.ts';

/** Of what the salts of a fact's fields are made; facts of before have a longer secret, and make them in another way. */
export const SECRET_BYTES = 16;

/** What the salts of a fact's fields are known by. */
export interface Salted {
  /** of all its fields; null: something of it was erased */
  salt: Buffer | null;
  /** of each field that was not, in base64 */
  keptSalts: Readonly<Record<string, string>> | null;
}

/**
 * The salts of a fact's fields, which tell nothing of each other: 32 bytes each of what SHAKE256 makes of the secret, in the
 * order of their names. All come at once: two digests for each were half of what a fact cost.
 * @param names by code units
 * @returns one for each name, as letters, one a byte
 */
export function fieldSalts(secret: Buffer, names: readonly string[]): string[] {
  if (secret.length !== SECRET_BYTES) return names.map(hmacUnder(secret));
  const outputLength = names.length * HASH_BYTES;
  const salts = hash('shake256', secret, { outputEncoding: 'binary', outputLength });
  return names.map((_, place) => salts.slice(place * HASH_BYTES, (place + 1) * HASH_BYTES));
}

/**
 * What the fields of a fact can still be shown by.
 * @param committed the names that were committed to
 * @param others names that were not: nothing fits their salts
 * @returns of each name its salt, in base64; those that were erased have none
 */
export function saltsLeft(
  { salt, keptSalts }: Salted,
  committed: readonly string[],
  others: readonly string[] = [],
): Readonly<Record<string, string>> {
  if (!salt) return keptSalts ?? {};
  const names = [...committed.toSorted(), ...others];
  const salts = fieldSalts(salt, names);
  return Object.fromEntries(names.map((name, place) => [name, btoa(salts[place] ?? '')]));
}
