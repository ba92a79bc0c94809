import type { Db } from '../../platform/db/database.ts';
import type { DirectoryChange } from './change.ts';

/** The kinds of entries that have a source, each with what its entries are called by. */
export const KEYS = {
  calendars: 'name',
  plans: 'name',
  engineers: 'key',
  schedules: 'name',
  escalations: 'name',
  customers: 'number',
  contacts: 'id',
  supervisors: 'only_row',
} as const;

/** The key of the supervisors, who are one entry. */
export const ONLY_ROW = 'true';

export type Sourced = keyof typeof KEYS;

/**
 * Notes that somebody has changed an entry in the console: from now on directory files leave it alone.
 * @param key an entry's name, key, number or id, whatever its kind is called by
 */
export function markChanged(db: Db, kind: Sourced, key: string, change: DirectoryChange): Promise<void> {
  return markAllChanged(db, kind, [key], change);
}

/** The same of several entries of a kind. */
export async function markAllChanged(
  db: Db,
  kind: Sourced,
  keys: readonly string[],
  { by, now }: DirectoryChange,
): Promise<void> {
  await db.query(
    `update ${kind} set source = 'console', changed_at = $2, changed_by = $3 where ${KEYS[kind]}::text = any($1)`,
    [keys, now, by],
  );
}

/** Gives an entry back to the directory file; it stays as it is until the next import. @returns whether it was the console's */
export async function handBack(db: Db, kind: Exclude<Sourced, 'contacts'>, key: string): Promise<boolean> {
  const rows = await db.query(
    `update ${kind} set source = 'file', changed_at = null, changed_by = null
      where ${KEYS[kind]} = $1 and source = 'console' returning 1`,
    [key],
  );
  return rows.length > 0;
}

/** Gives everything back to the directory file, also what was retired. */
export async function handBackAll(db: Db): Promise<void> {
  for (const kind of Object.keys(KEYS)) {
    await db.query(
      `update ${kind} set source = 'file', changed_at = null, changed_by = null where source = 'console'`,
    );
  }
}
