import type { Db, Tx } from '../../platform/db/database.ts';

/** A filter of the list of tickets that a user keeps under a name. */
export interface SavedFilter {
  id: string;
  name: string;
  query: Record<string, string>;
}

/** So many are kept for a user. */
const MAX_SAVED_FILTERS = 20;
export const MAX_FILTER_NAME = 60;

export async function listSavedFilters(db: Db, userId: string): Promise<SavedFilter[]> {
  return db.query<SavedFilter>(
    'select id, name, query from saved_filters where user_id = $1 order by lower(name), name limit $2',
    [userId, MAX_SAVED_FILTERS],
  );
}

/** Keeps a filter; one of the same name is overwritten. @returns false: there are as many as there may be */
export async function saveFilter(
  tx: Tx,
  userId: string,
  { name, query }: Omit<SavedFilter, 'id'>,
  now: Date,
): Promise<boolean> {
  // one after the other, or two at once would be one too many
  await tx.query('select from users where id = $1 for update', [userId]);
  const rows = await tx.query(
    `insert into saved_filters (user_id, name, query, created_at)
     select $1, $2, $3, $4 where (select count(*) from saved_filters where user_id = $1 and name <> $2) < $5
     on conflict (user_id, name) do update set query = excluded.query returning id`,
    [userId, name, JSON.stringify(query), now, MAX_SAVED_FILTERS],
  );
  return rows.length > 0;
}

/** @returns its name; null: the user has no such filter */
export async function removeFilter(tx: Tx, userId: string, id: string): Promise<string | null> {
  const [row] = await tx.query<{ name: string }>(
    'delete from saved_filters where user_id = $1 and id::text = $2 returning name',
    [userId, id],
  );
  return row?.name ?? null;
}

/** Of somebody who has left: names may stand in what they searched for. */
export async function removeFiltersOf(tx: Tx, userId: string): Promise<void> {
  await tx.query('delete from saved_filters where user_id = $1', [userId]);
}
