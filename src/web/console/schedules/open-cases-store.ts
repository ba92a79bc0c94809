import type { Db } from '../../../platform/db/database.ts';

/** How many unanswered cases each engineer has acknowledged, by the engineer's key. */
export async function countOpenCasesOfEngineers(db: Db): Promise<Map<string, number>> {
  const rows = await db.query<{ engineer: string; count: number }>(
    `select acknowledged_by as engineer, count(*)::int as count from tickets
      where status = 'acknowledged' and acknowledged_by is not null group by acknowledged_by`,
  );
  return new Map(rows.map(({ engineer, count }) => [engineer, count]));
}

/**
 * Open tickets whose policy is in force no more and still names an engineer, itself or by a schedule that is retired, too: nobody
 * can put somebody else into either.
 */
export async function listTicketsOfRetiredPolicies(db: Db, engineer: string): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `with named (target) as (select 'engineer:' || $1::text
       union all select 'schedule:' || name from schedules
        where retired_at is not null and jsonb_path_exists(definition,
          '$.layers[*].participants[*] ? (@ == $key)', jsonb_build_object('key', $1::text)))
     select number from tickets where status in ('open', 'acknowledged') and escalation in (
       select name from escalations, named
        where retired_at is not null and (definition -> 'lastResort' ? target or jsonb_path_exists(definition,
          '$.steps[*].page[*] ? (@ == $target)', jsonb_build_object('target', target))))
     order by number`,
    [engineer],
  );
  return rows.map(({ number }) => number);
}
