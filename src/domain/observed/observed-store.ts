import type { Db } from '../../platform/db/database.ts';
import { PROMISES } from '../attainment/attainment-store.ts';
import type { Observed, ObservedAttempt, ObservedPage, ObservedTicket } from './observed.ts';

/** More of each would teach nothing new: the newest count. */
const MAX_ROWS = 50_000;

/** What happened between two instants. Numbers and names are left where they are. */
export async function readObserved(db: Db, from: Date, until: Date): Promise<Observed> {
  const tickets = await db.query<ObservedTicket>(
    `select opened_at as "openedAt", severity, kind,
       case when missed_at is not null then false when answered_at is not null then answered_at <= respond_by end as "isKept"
     from ${PROMISES}
     where begun_at is null and opened_at >= $1 and opened_at < $2 and channel = 'phone' order by opened_at desc limit ${MAX_ROWS}`,
    [from, until],
  );
  const pages = await db.query<ObservedPage>(
    `select engineer, channel, sent_at as "sentAt",
       (extract(epoch from coalesce(ended_at, $2) - sent_at) * 1000)::float8 as ms,
       case when status in ('acknowledged', 'passed-on', 'not-reached') then status else 'open' end as end
     from pages where sent_at >= $1 and sent_at < $2 and step >= 0 order by sent_at desc limit ${MAX_ROWS}`,
    [from, until],
  );
  const attempts = await db.query<ObservedAttempt>(
    `select started_at as "startedAt", (extract(epoch from started_at - (select max(at) from ticket_events
         where ticket_number = callback_attempts.ticket_number and kind = 'acknowledged' and at <= started_at)) * 1000)::float8
         as "afterMs",
       case outcome when 'not-yet' then outcome when 'customer-not-reached' then outcome else 'answered' end as outcome,
       (extract(epoch from ended_at - started_at) * 1000)::float8 as ms
     from callback_attempts
     where started_at >= $1 and started_at < $2 and ended_at is not null
       and outcome in ('qualified-answer', 'facts-requested', 'not-yet', 'customer-not-reached')
     order by started_at desc limit ${MAX_ROWS}`,
    [from, until],
  );
  return { tickets, pages, attempts };
}
