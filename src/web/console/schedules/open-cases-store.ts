import type { Db } from '../../../platform/db/database.ts';

/** How many unanswered cases each engineer has acknowledged, by the engineer's key. */
export async function countOpenCasesOfEngineers(db: Db): Promise<Map<string, number>> {
  const rows = await db.query<{ engineer: string; count: number }>(
    `select acknowledged_by as engineer, count(*)::int as count from tickets
      where status = 'acknowledged' and acknowledged_by is not null group by acknowledged_by`,
  );
  return new Map(rows.map(({ engineer, count }) => [engineer, count]));
}
