import type { Db } from '../../platform/db/database.ts';
import { DUE, DUE_AT, dueParams, PROMISES, STANDING } from './attainment-store.ts';
import type { DueFilter } from './due-filter.ts';
import type { Standing } from './standing.ts';
import type { MissFacts } from './why-missed.ts';

/** A promise that was missed, and what had happened to its ticket since it was given, until then. */
export interface MissedRow extends MissFacts {
  number: string;
  severity: number;
  plan: string;
  customerNumber: string | null;
  customerName: string | null;
  standing: Exclude<Standing, 'in-time'>;
  /** the one that was missed */
  deadline: Date;
  answeredAt: Date | null;
}

/** The deadline as it stands in a timeline. */
const INSTANT = `to_char(deadline at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The misses, the latest deadline first. @param filter.only of these tickets; left out: of all @param limit null: all */
export async function listMissed(
  db: Db,
  filter: DueFilter & { only?: readonly string[] },
  limit: number | null,
  now: Date,
): Promise<MissedRow[]> {
  return db.query<MissedRow>(
    `with missed as (
       select number, severity, plan, customer_number, answered_at, ${STANDING} as standing, ${DUE_AT} as deadline, begun_at, ended_at
       from ${PROMISES} where ${DUE} and ${STANDING} in ('late', 'unanswered') and ($8::bigint[] is null or number = any($8))
       order by ${DUE_AT} desc, number desc limit $7
     )
     select missed.number, severity, missed.plan, customer_number as "customerNumber", customers.name as "customerName", standing,
       deadline, answered_at as "answeredAt",
       coalesce("raisedTooLate", false) as "raisedTooLate", coalesce("hadSpoken", false) as "hadSpoken",
       coalesce("wasAcknowledged", false) as "wasAcknowledged", coalesce("foundNobody", false) as "foundNobody",
       pages, "pagesSent", "pagesToEngineers", tries, "triesNotReached"
     from missed
     left join customers on customers.number = customer_number
     cross join lateral (
       -- a change that came after the miss, or did not bring about the deadline that was missed, is not why
       select min(id) filter (where kind = 'severity-changed' and at > deadline and coalesce(detail ->> 'respondBy', ${INSTANT}) = ${INSTANT})
           < coalesce(min(id) filter (where kind = 'deadline-missed'), max(id) + 1) as "raisedTooLate",
         bool_or(kind = 'joined' and at <= deadline) as "hadSpoken",
         bool_or(kind = 'acknowledged' and at <= deadline) as "wasAcknowledged",
         bool_or(kind = 'nobody-found' and at <= deadline) as "foundNobody"
       from ticket_events where ticket_number = missed.number and (begun_at is null or at > begun_at) and (ended_at is null or at <= ended_at)
     ) happened
     cross join lateral (
       select count(*)::int as pages, count(engineer)::int as "pagesToEngineers",
         count(*) filter (where sent_at <= deadline and status <> 'failed' and reason is distinct from 'failed')::int as "pagesSent"
       from pages where ticket_number = missed.number and planned_at <= deadline and (begun_at is null or planned_at >= begun_at)
     ) paged
     cross join lateral (
       select count(*)::int as tries, count(*) filter (where outcome = 'customer-not-reached')::int as "triesNotReached"
       from callback_attempts where ticket_number = missed.number and started_at <= deadline and (begun_at is null or started_at >= begun_at)
     ) tried
     order by deadline desc, missed.number desc`,
    [...dueParams(filter, now), limit, filter.only ?? null],
  );
}
