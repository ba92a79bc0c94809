import type { Database, Db } from '../../platform/db/database.ts';
import { addAuditEntry, type Doer } from './audit-trail-store.ts';
import { hashOfToken, makeToken } from './opaque-token.ts';
import { insertWallLink, revokeWallLinkRow, useWallLink } from './wall-link-store.ts';

const ENDING_LENGTH = 4;
/** What `makeToken` makes; nothing else needs a look at the record. */
const SECRET = /^[\w-]{43}$/;
/** When a link was last used is written no more often than this: showing should not be writing. */
const TOUCH_MS = 60_000;

/** @returns the secret in the link's address, which is told once, or null if a link in force has this name */
export async function addWallLink(
  database: Database,
  by: Doer,
  name: string,
  now: Date,
): Promise<string | null> {
  const secret = makeToken();
  const hash = hashOfToken(secret);
  const row = { name, hash, ending: secret.slice(-ENDING_LENGTH), createdAt: now, createdBy: by.name };
  return database.transaction(async (tx) => {
    if (!(await insertWallLink(tx, row))) return null;
    await addAuditEntry(tx, by, { action: 'wall-link-added', subject: name }, now);
    return secret;
  });
}

/** From now on it shows nothing, also where it is open. @returns whether there was one of this name in force */
export async function revokeWallLink(
  database: Database,
  by: Doer,
  name: string,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await revokeWallLinkRow(tx, name, now))) return false;
    await addAuditEntry(tx, by, { action: 'wall-link-revoked', subject: name }, now);
    return true;
  });
}

/**
 * Whether a secret opens the board; that it was used is noted.
 * @param isUse false: somebody only asks whether it would
 */
export async function opensWall(db: Db, secret: string, now: Date, isUse = true): Promise<boolean> {
  if (!SECRET.test(secret)) return false;
  return useWallLink(db, hashOfToken(secret), now, isUse ? new Date(now.getTime() - TOUCH_MS) : null);
}
