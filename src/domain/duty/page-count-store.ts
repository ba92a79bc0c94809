import type { Db } from '../../platform/db/database.ts';

/** How often each engineer was told of a ticket in a time: SMS and call of one step are one. */
export async function countPages(
  db: Db,
  { from, until }: { from: Date; until: Date },
): Promise<Map<string, number>> {
  const rows = await db.query<{ engineer: string; count: number }>(
    `select engineer, count(distinct (ticket_number, round, step))::int as count from pages
     where engineer is not null and planned_at >= $1 and planned_at < $2 group by engineer`,
    [from, until],
  );
  return new Map(rows.map(({ engineer, count }) => [engineer, count]));
}
