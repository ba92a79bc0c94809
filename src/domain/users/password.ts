import { randomInt } from 'node:crypto';
import { weaknessOf } from '../../platform/weak-secret.ts';

const MIN_PASSWORD_CHARS = 12;
/** Nobody types more; hashing more is work for nothing. */
export const MAX_PASSWORD = 200;

/** Without letters and digits that are taken for each other. */
const SPEAKABLE = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A one-time password to be read from a terminal and typed: 79 bits in groups of four. */
export function makeOneTimePassword(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => SPEAKABLE[randomInt(SPEAKABLE.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

export type PasswordFault = 'too-short' | 'too-long' | 'same-as-before' | 'too-simple';

/**
 * Whether a password may be chosen. Length is what counts, https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver;
 * of what is long enough only repetitions, rows, placeholders and the login itself are refused.
 */
export function passwordFault(password: string, before: string, login: string): PasswordFault | null {
  if (password.length < MIN_PASSWORD_CHARS) return 'too-short';
  if (password.length > MAX_PASSWORD) return 'too-long';
  if (password === before) return 'same-as-before';
  const beside = password.toLowerCase().replaceAll(login, '');
  return beside.length < 6 || weaknessOf(beside, 4) !== null ? 'too-simple' : null;
}
