import type { Db } from '../../platform/db/database.ts';

/**
 * Notes that a number takes no SMS any more. Doing it twice changes nothing.
 * @param number E.164
 * @param at when the carrier had it opted out; null if its owner asked us
 * @returns the names of the engineers for whom that is news
 */
export async function recordOptOut(db: Db, number: string, at: Date | null): Promise<string[]> {
  const rows = await db.query<{ name: string; known: boolean }>(
    `with owners as (
       select key, opted_out @> array[$1::text] as known from engineers where phones @> array[$1::text] for update)
     update engineers
        set opted_out = array_append(array_remove(opted_out, $1::text), $1::text), opted_out_at = $2
       from owners where engineers.key = owners.key returning name, known`,
    [number, at],
  );
  return rows.filter(({ known }) => !known).map(({ name }) => name);
}

/**
 * Notes that a number takes SMS again.
 * @param shownAt if an SMS got through: when it was written; an opt-out that is newer, or was not the carrier's, stays
 * @returns the names of the engineers for whom that is news
 */
export async function endOptOut(db: Db, number: string, shownAt: Date | null): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `update engineers set opted_out = array_remove(opted_out, $1::text)
      where opted_out @> array[$1::text] and ($2::timestamptz is null or opted_out_at <= $2) returning name`,
    [number, shownAt],
  );
  return rows.map(({ name }) => name);
}
