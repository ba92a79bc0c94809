import type { Db } from '../../platform/db/database.ts';

/** A link to the board on a wall, as people see it. */
export interface WallLink {
  name: string;
  /** the last characters of its secret */
  ending: string;
  createdAt: Date;
  createdBy: string;
  /** null: never */
  lastUsedAt: Date | null;
}

/** Adds a link; false if one in force has its name. */
export async function insertWallLink(
  db: Db,
  link: Pick<WallLink, 'name' | 'ending' | 'createdBy' | 'createdAt'> & { hash: Buffer },
): Promise<boolean> {
  const rows = await db.query(
    `insert into wall_links (name, token_hash, ending, created_at, created_by) values ($1, $2, $3, $4, $5)
     on conflict (name) where revoked_at is null do nothing returning id`,
    [link.name, link.hash, link.ending, link.createdAt, link.createdBy],
  );
  return rows.length > 0;
}

/** Every link in force, by name. */
export async function listWallLinks(db: Db): Promise<WallLink[]> {
  return db.query<WallLink>(
    `select name, ending, created_at as "createdAt", created_by as "createdBy", last_used_at as "lastUsedAt"
     from wall_links where revoked_at is null order by lower(name), id`,
  );
}

/** Whether a link is in force; that it is used is noted unless it was since `before`. @param before null: it is not used */
export async function useWallLink(db: Db, hash: Buffer, now: Date, before: Date | null): Promise<boolean> {
  const rows = await db.query<{ lastUsedAt: Date | null }>(
    `select last_used_at as "lastUsedAt" from wall_links where token_hash = $1 and revoked_at is null`,
    [hash],
  );
  const [link] = rows;
  if (!link) return false;
  if (before !== null && (link.lastUsedAt === null || link.lastUsedAt < before))
    await db.query('update wall_links set last_used_at = $2 where token_hash = $1', [hash, now]);
  return true;
}

/** @returns whether there was one in force */
export async function revokeWallLinkRow(db: Db, name: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update wall_links set revoked_at = $2 where name = $1 and revoked_at is null returning id',
    [name, now],
  );
  return rows.length > 0;
}
