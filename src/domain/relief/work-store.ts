import type { Db } from '../../platform/db/database.ts';
import type { WorkRows } from './work-spans.ts';

/** What an acknowledged ticket is somebody's until: it is answered or closed, they let it go, or somebody else has it. */
const LETS_GO = `(kind in ('answered', 'closed', 'acknowledgement-stale', 'acknowledged')
  or kind = 'passed-on' and (detail ? 'to' or actor = taken.actor))`;

/** What engineers are called where something is on record: by their key, or as a user by their id. */
const PEOPLE = `select 'engineer' as kind, key as name, key as engineer from engineers where key = any($1)
  union all select 'user', id::text, engineer from users where engineer = any($1)`;

/** What people did with their own hands; an acknowledgement goes stale without them. */
const DEEDS = `people join ticket_events deeds on deeds.actor_kind in ('engineer', 'user')
    and deeds.actor_kind = people.kind and coalesce(deeds.actor_id, deeds.actor) = people.name
    and deeds.at >= $2 and deeds.at < $3 and deeds.kind <> 'acknowledgement-stale'`;

interface SpanRow {
  engineer: string;
  from: Date;
  until: Date | null;
}

/**
 * What the record shows of some engineers' work that began in a time; everybody who is asked for has rows. A leg on which
 * a machine spoke is nobody's work.
 */
export async function readWork(
  db: Db,
  engineers: readonly string[],
  { from, until }: { from: Date; until: Date },
): Promise<Map<string, WorkRows>> {
  if (engineers.length === 0) return new Map();
  const asked = [engineers, from, until];
  const legs = await db.query<SpanRow>(
    `select engineer, answered_at as "from", ended_at as "until" from calls
     where engineer = any($1) and started_at >= $2 and started_at < $3 and answered_at is not null
       and visit -> 'machine' is distinct from 'true'`,
    asked,
  );
  const held = await db.query<SpanRow>(
    `with people as (${PEOPLE}), taken as (
       select people.engineer, deeds.id, deeds.ticket_number, deeds.actor, deeds.at from ${DEEDS}
       where deeds.kind = 'acknowledged')
     select engineer, taken.at as "from", let_go.at as "until" from taken
       join tickets on number = ticket_number and clock = 'always'
       left join lateral (select at from ticket_events where ticket_number = taken.ticket_number and id > taken.id
         and ${LETS_GO} order by id limit 1) let_go on true`,
    asked,
  );
  const deeds = await db.query<{ engineer: string; at: Date }>(
    `with people as (${PEOPLE}) select distinct people.engineer, deeds.at from ${DEEDS} order by at`,
    asked,
  );
  const [legsOf, heldOf, deedsOf] = [byEngineer(legs), byEngineer(held), byEngineer(deeds)];
  return new Map(
    engineers.map((key) => [
      key,
      {
        legs: legsOf.get(key) ?? [],
        held: heldOf.get(key) ?? [],
        deeds: (deedsOf.get(key) ?? []).map(({ at }) => at),
      },
    ]),
  );
}

function byEngineer<Row extends { engineer: string }>(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, ({ engineer }) => engineer);
}
