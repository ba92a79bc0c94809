import { seenText } from '../../platform/seen-text.ts';
import { mixesScripts, UNSEEN } from './look-alike.ts';

export const ROLES = ['supervisor', 'engineer', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who may sign in to the console. */
export interface User {
  id: string;
  /** in lower case */
  login: string;
  name: string;
  role: Role;
  /** the key of the engineer this person is, or null */
  engineer: string | null;
  /** the password was given to them and is known to somebody else */
  mustChangePassword: boolean;
  /** false: they come by single sign-on only */
  hasPassword: boolean;
  /** after the password a code is asked for */
  hasSecondFactor: boolean;
}

/** What can be done in the console beside reading the board, tickets, calls and the registry, which every user may. */
export type Right =
  | 'work'
  | 'close'
  | 'listen'
  | 'listen-in'
  | 'export'
  | 'audit'
  | 'registry'
  | 'users'
  | 'privacy';

const RIGHTS: Record<Role, readonly Right[]> = {
  engineer: ['work', 'listen'],
  supervisor: ['work', 'close', 'listen', 'listen-in', 'export', 'registry'],
  // looks at everything and touches nothing
  auditor: ['export', 'audit'],
  administrator: ['work', 'close', 'listen', 'listen-in', 'export', 'audit', 'registry', 'users', 'privacy'],
};

export function may({ role }: Pick<User, 'role'>, right: Right): boolean {
  return RIGHTS[role].includes(right);
}

/**
 * Whether the user has to set up a second factor before anything else. Who comes by single sign-on only has none here:
 * that is for the company's own sign-in to ask.
 */
export function mustEnrol(
  user: Pick<User, 'role' | 'hasPassword' | 'hasSecondFactor'>,
  required: readonly Role[],
): boolean {
  return required.includes(user.role) && user.hasPassword && !user.hasSecondFactor;
}

export const MAX_NAME = 100;

/** A login as it is kept, however it was typed: wide letters are like others, capitals like small ones. */
export function readLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
}

/** What PostgreSQL cannot keep as text, NUL and half characters; and others that control. */
const UNKEEPABLE = /[\p{Cc}\p{Cs}]/gu;

/** A name as it is kept; of somebody who gave none it is the login. */
export function readName(typed: string, login: string): string {
  // cut first: that may leave half a character
  return seenText(typed.normalize()).trim().slice(0, MAX_NAME).replace(UNKEEPABLE, '').trim() || login;
}

export function isRole(typed: string): typed is Role {
  return ROLES.some((role) => role === typed);
}

/** What is wrong with a login, or null. */
export function loginFault(login: string): string | null {
  if (new RegExp(UNSEEN.source, 'u').test(login))
    return 'A login has no characters that cannot be seen, or that turn the direction of writing.';
  if (mixesScripts(login))
    return 'A login has the letters of one script: none that look like those of another.';
  return /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,99}$/u.test(login)
    ? null
    : 'A login has 1 to 100 letters, digits and . _ @ + -, and begins with a letter or digit.';
}
