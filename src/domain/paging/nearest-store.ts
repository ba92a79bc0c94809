import type { Db } from '../../platform/db/database.ts';

/**
 * Which of some engineers is nearest to what somebody gets in touch about: whose code it is, else who was paged last about
 * the ticket, else about any that waits for an answer; else the first.
 * @param keys of engineers, in the order in which they are taken where nothing tells them apart
 */
export async function nearestOf(
  db: Db,
  keys: readonly string[],
  { ticket, code }: { ticket: string | null; code: string | null },
): Promise<string | undefined> {
  const [row] = await db.query<{ key: string }>(
    `select sharing.key from unnest($1::text[]) with ordinality as sharing (key, place)
     order by exists (select from page_codes where ticket_number = $2::bigint and code = $3 and holder = sharing.key) desc,
       (select max(planned_at) from pages where engineer = sharing.key and ticket_number = $2::bigint) desc nulls last,
       (select max(planned_at) from pages join tickets on tickets.number = ticket_number
         where engineer = sharing.key and tickets.status in ('open', 'acknowledged')) desc nulls last,
       place
     limit 1`,
    [keys, ticket, code],
  );
  return row?.key;
}
