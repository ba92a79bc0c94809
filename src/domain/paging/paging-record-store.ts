import type { Db } from '../../platform/db/database.ts';
import { dueAtOf } from '../../platform/timers/claimed-timers-store.ts';
import { findPolicy } from '../escalation/find-policy.ts';
import type { PagingRecord, TakenPage } from './nobody-has-it.ts';
import { HAND_OVER_STEP } from './page.ts';

interface RecordRow extends Omit<PagingRecord, 'stepCount' | 'steps'> {
  number: string;
  escalation: string;
}

interface StepRow {
  number: string;
  round: number;
  step: number;
  takenAt: Date;
  foundNobody: boolean;
  pages: (Omit<TakenPage, 'endedAt'> & { endedAt: string | null })[];
}

/** The tickets that nobody has, with since when: whatever was tried before somebody had it counts no more. */
const UNHELD = `select t.number, t.escalation, t.status, t.severity, t.opened_at as "openedAt", t.respond_by as "respondBy", t.round,
    t.paging_from as "pagingFrom", ${dueAtOf('paging')} as "nextAt",
    greatest(held.dropped_at, t.reopened_at, t.opened_at) as since,
    case when held.dropped_at >= coalesce(t.reopened_at, t.opened_at) then held.dropped_at end as "droppedAt"
  from tickets t
    left join timers paging on paging.kind = 'escalate' and paging.subject = t.number::text
    left join lateral (select max(at) as dropped_at from ticket_events
      where ticket_number = t.number and kind = 'acknowledgement-stale') held on true
  where t.status = 'open'`;

/** What is on record about the paging of the tickets that nobody has, by their numbers; of these only, if any are named. */
export async function findPagingRecords(
  db: Db,
  numbers: readonly string[] | 'all',
): Promise<Map<string, PagingRecord>> {
  if (numbers.length === 0) return new Map();
  const named = numbers === 'all' ? null : numbers;
  const rows = await findRows(db, named);
  const steps = rows.length > 0 ? await findSteps(db, named) : [];
  const stepsOf = Map.groupBy(steps, ({ number }) => number);
  const records = new Map<string, PagingRecord>();
  const counts = new Map<string, number>();
  for (const { number, escalation, ...row } of rows) {
    const stepCount = counts.get(escalation) ?? (await findPolicy(db, escalation)).steps.length;
    counts.set(escalation, stepCount);
    records.set(number, { ...row, stepCount, steps: (stepsOf.get(number) ?? []).map(takenStep) });
  }
  return records;
}

function findRows(db: Db, numbers: readonly string[] | null): Promise<RecordRow[]> {
  return db.query<RecordRow>(
    `select number, escalation, status, severity, "openedAt", "respondBy", round, "pagingFrom", "nextAt", "droppedAt"
     from (${UNHELD}) unheld where $1::bigint[] is null or number = any($1)`,
    [numbers],
  );
}

/** A step that was taken is on the timeline; a hand-over by name is known by its pages. */
function findSteps(db: Db, numbers: readonly string[] | null): Promise<StepRow[]> {
  return db.query<StepRow>(
    `select unheld.number, taken.round, taken.step, taken.at as "takenAt", taken.nobody as "foundNobody",
       array(select jsonb_build_object('channel', channel, 'status', pages.status, 'endedAt', ended_at) from pages
         where ticket_number = unheld.number and pages.round = taken.round and pages.step = taken.step
           and planned_at >= unheld.since and reason is distinct from 'last resort') as pages
     from (${UNHELD}) unheld cross join lateral (
       select (detail ->> 'round')::int as round, (detail ->> 'step')::int as step, min(at) as at,
         bool_or(kind = 'nobody-found') as nobody
       from ticket_events where ticket_number = unheld.number and kind in ('step', 'nobody-found') and at >= unheld.since
       group by 1, 2
       union all
       select round, step, min(planned_at), false from pages
       where ticket_number = unheld.number and step = $2 and planned_at >= unheld.since group by 1, 2
     ) taken
     where $1::bigint[] is null or unheld.number = any($1)
     order by taken.at, taken.round, taken.step`,
    [numbers, HAND_OVER_STEP],
  );
}

function takenStep({ pages, number: _number, ...step }: StepRow) {
  return {
    ...step,
    pages: pages.map((page) => ({ ...page, endedAt: page.endedAt === null ? null : new Date(page.endedAt) })),
  };
}
