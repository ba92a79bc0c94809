import type { Db } from '../../platform/db/database.ts';
import type { FailedTest, Proof } from './decide-readiness.ts';

/**
 * By which phones and channels some engineers were reached, the last time of each, since an instant. A page that was answered
 * by a text proves the text that told of it.
 */
export async function listProofs(db: Db, engineers: readonly string[], since: Date): Promise<Proof[]> {
  return db.query<Proof>(
    `select distinct on (engineer, number, channel) engineer, number, channel, at, by,
       (extract(epoch from at - "from") * 1000)::float as "tookMs"
     from (
       select engineer, number, channel, ended_at as at, coalesce(sent_at, planned_at) as "from", 'test' as by
         from test_pages where engineer = any($1) and outcome = 'confirmed' and ended_at >= $2
       union all
       select engineer, number, channel, ended_at, sent_at, 'page'
         from pages where engineer = any($1) and status in ('acknowledged', 'passed-on') and channel = 'call' and ended_at >= $2
       union all
       select pages.engineer, pages.number, 'sms', ticket_events.at, pages.sent_at, 'page'
         from pages join ticket_events on ticket_events.ticket_number = pages.ticket_number
           and ticket_events.kind = 'acknowledged' and ticket_events.actor = pages.engineer
           and ticket_events.detail ->> 'channel' = 'sms' and ticket_events.at >= pages.sent_at
         where pages.engineer = any($1) and pages.channel = 'sms' and pages.planned_at >= $2
     ) as seen
     order by engineer, number, channel, at desc, "from" desc nulls last`,
    [engineers, since],
  );
}

/** The last test of each phone and channel that nobody answered; what rang in vain while do-not-disturb was on is none. */
export async function listFailures(db: Db, engineers: readonly string[], since: Date): Promise<FailedTest[]> {
  return db.query<FailedTest>(
    `select distinct on (engineer, number, channel) engineer, number, channel, ended_at as at
     from test_pages where engineer = any($1) and outcome = 'failed' and not quiet and ended_at >= $2
     order by engineer, number, channel, ended_at desc`,
    [engineers, since],
  );
}

/** Whether the phone rang the last time that was tried with do-not-disturb on. */
export async function listQuiet(
  db: Db,
  engineers: readonly string[],
): Promise<{ engineer: string; at: Date; rang: boolean }[]> {
  return db.query<{ engineer: string; at: Date; rang: boolean }>(
    `select distinct on (engineer) engineer, ended_at as at, outcome = 'confirmed' as rang
     from test_pages where engineer = any($1) and quiet and outcome in ('confirmed', 'failed')
     order by engineer, ended_at desc`,
    [engineers],
  );
}
