import type { Db } from '../../platform/db/database.ts';
import type { Scope } from './api-token.ts';

/** A token as people see it. */
export interface ListedToken {
  id: string;
  name: string;
  scopes: Scope[];
  /** its last characters */
  ending: string;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date;
  /** null: never */
  lastUsedAt: Date | null;
}

/** Adds a token; false if one in force has its name. */
export async function insertToken(
  db: Db,
  token: Pick<ListedToken, 'name' | 'ending' | 'createdBy' | 'expiresAt'> & {
    scopes: readonly Scope[];
    hash: Buffer;
  },
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `insert into api_tokens (name, scopes, token_hash, ending, created_at, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (name) where revoked_at is null do nothing returning id`,
    [token.name, token.scopes, token.hash, token.ending, now, token.createdBy, token.expiresAt],
  );
  return rows.length > 0;
}

/** Every token that was not revoked, by name. */
export async function listTokens(db: Db): Promise<ListedToken[]> {
  return db.query<ListedToken>(
    `select id, name, scopes, ending, created_at as "createdAt", created_by as "createdBy",
       expires_at as "expiresAt", last_used_at as "lastUsedAt"
     from api_tokens where revoked_at is null order by lower(name), id`,
  );
}

export async function findToken(
  db: Db,
  hash: Buffer,
): Promise<{ id: string; name: string; scopes: Scope[]; expiresAt: Date; revokedAt: Date | null } | null> {
  const [row] = await db.query<{
    id: string;
    name: string;
    scopes: Scope[];
    expiresAt: Date;
    revokedAt: Date | null;
  }>(
    `select id, name, scopes, expires_at as "expiresAt", revoked_at as "revokedAt"
     from api_tokens where token_hash = $1`,
    [hash],
  );
  return row ?? null;
}

/** Notes that it is used, unless that was noted since `before`. */
export async function touchToken(db: Db, id: string, now: Date, before: Date): Promise<void> {
  await db.query(
    'update api_tokens set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $3)',
    [id, now, before],
  );
}

/** @returns whether there was one in force */
export async function revokeTokenRow(db: Db, name: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update api_tokens set revoked_at = $2 where name = $1 and revoked_at is null returning id',
    [name, now],
  );
  return rows.length > 0;
}
