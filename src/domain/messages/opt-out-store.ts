import type { Db } from '../../platform/db/database.ts';

/** Whose phones may be opted out: an engineer is told of by name, a supervisor's phone by its name or its number. */
const OWNERS = [
  { table: 'engineers', key: 'key', name: 'name' },
  { table: 'supervisors', key: 'only_row', name: 'coalesce(names ->> $1::text, $1::text)' },
] as const;

/**
 * Notes that a number takes no SMS any more. Doing it twice changes nothing.
 * @param number E.164
 * @param at when the carrier had it opted out; null if its owner asked us
 * @returns the names of those for whom that is news
 */
export async function recordOptOut(db: Db, number: string, at: Date | null): Promise<string[]> {
  return ofAllOwners(({ table, key, name }) =>
    db.query<{ name: string }>(
      `with before as (
         select ${key}, opted_out @> array[$1::text] as known from ${table} where phones @> array[$1::text] for update
       ), noted as (
         update ${table}
            set opted_out = array_append(array_remove(opted_out, $1::text), $1::text), opted_out_at = $2
           from before where ${table}.${key} = before.${key} returning ${name} as name, known)
       select name from noted where not known`,
      [number, at],
    ),
  );
}

/**
 * Notes that a number takes SMS again.
 * @param shownAt if an SMS got through: when it was written; an opt-out that is newer, or was not the carrier's, stays
 * @returns the names of those for whom that is news
 */
export async function endOptOut(db: Db, number: string, shownAt: Date | null): Promise<string[]> {
  return ofAllOwners(({ table, name }) =>
    db.query<{ name: string }>(
      `update ${table} set opted_out = array_remove(opted_out, $1::text)
        where opted_out @> array[$1::text] and ($2::timestamptz is null or opted_out_at <= $2) returning ${name} as name`,
      [number, shownAt],
    ),
  );
}

async function ofAllOwners(
  change: (owner: (typeof OWNERS)[number]) => Promise<{ name: string }[]>,
): Promise<string[]> {
  const names: string[] = [];
  for (const owner of OWNERS) names.push(...(await change(owner)).map(({ name }) => name));
  return [...new Set(names)];
}
