import type { Database, Db } from '../../platform/db/database.ts';
import { findToken, insertToken, revokeTokenRow, touchToken } from './api-token-store.ts';
import { addAuditEntry, type Doer } from './audit-trail-store.ts';
import { hashOfToken, makeToken } from './opaque-token.ts';

/**
 * What a program may do: read everything but recordings; whatever changes something, tickets as well as shifts, absences and updates
 * to customers; listen to recordings, and have supervisors listen to calls.
 */
export const SCOPES = ['read', 'tickets', 'recordings'] as const;
export type Scope = (typeof SCOPES)[number];

/** By this beginning a token is recognised wherever it has slipped to. */
const TOKEN_PREFIX = 'hotline_';
export const USUAL_DAYS = 365;
export const MAX_DAYS = 5 * 365;

/** Prefix and name; nobody has a longer one. */
const MAX_TOKEN = 200;
const ENDING_LENGTH = 4;
const DAY_MS = 24 * 60 * 60_000;
/** When a token was last used is written no more often than this: reading should not be writing. */
const TOUCH_MS = 60_000;

export interface NewApiToken {
  name: string;
  scopes: readonly Scope[];
  /** for how long it is valid */
  days: number;
}

/** @returns the token, which is told once, or null if one in force has this name */
export async function addToken(
  database: Database,
  by: Doer,
  { name, scopes, days }: NewApiToken,
  now: Date,
): Promise<string | null> {
  const token = TOKEN_PREFIX + makeToken();
  const row = {
    name,
    scopes,
    hash: hashOfToken(token),
    ending: token.slice(-ENDING_LENGTH),
    createdBy: by.name,
    expiresAt: new Date(now.getTime() + days * DAY_MS),
  };
  return database.transaction(async (tx) => {
    if (!(await insertToken(tx, row, now))) return null;
    const detail = { scopes: scopes.join(' '), days };
    await addAuditEntry(tx, by, { action: 'token-added', subject: name, detail }, now);
    return token;
  });
}

/** From now on it opens nothing. @returns whether there was one of this name in force */
export async function revokeToken(database: Database, by: Doer, name: string, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await revokeTokenRow(tx, name, now))) return false;
    await addAuditEntry(tx, by, { action: 'token-revoked', subject: name }, now);
    return true;
  });
}

/** Whether this could be a token of ours: others need no look at the record. */
export function isToken(given: string): boolean {
  return given.startsWith(TOKEN_PREFIX) && given.length <= MAX_TOKEN;
}

/** Whose token it is, noting that it is used; null if it is none. `over`: it has expired or was revoked. */
export async function useToken(
  db: Db,
  token: string,
  now: Date,
): Promise<{ name: string; scopes: readonly Scope[] } | 'over' | null> {
  const row = await findToken(db, hashOfToken(token));
  if (!row) return null;
  if (row.revokedAt !== null || row.expiresAt <= now) return 'over';
  await touchToken(db, row.id, now, new Date(now.getTime() - TOUCH_MS));
  return { name: row.name, scopes: row.scopes };
}

/** A name as it is kept; null if it cannot be one. */
export function readTokenName(typed: string): string | null {
  const name = typed.normalize().trim();
  return /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,49}$/u.test(name) ? name : null;
}

/** The scopes that were named, each once; null if there is none, or one is unknown. */
export function readScopes(typed: readonly string[]): readonly Scope[] | null {
  const known = SCOPES.filter((scope) => typed.includes(scope));
  return known.length > 0 && known.length === new Set(typed).size ? known : null;
}

/** A number of days; null if it is none that a token may be valid for. */
export function readValidDays(typed: string): number | null {
  const days = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  return days >= 1 && days <= MAX_DAYS ? days : null;
}
