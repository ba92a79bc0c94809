import type { Db } from '../../platform/db/database.ts';
import type { FailedTest, Proof } from './decide-readiness.ts';

/** Pages of a phone that are looked at: of these, one that was sent earlier may have been answered later. */
const LAST_PAGES = 20;

/**
 * By which of their phones and channels some engineers were reached, the last time of each, since an instant. A page that was
 * answered by a text proves the text that told of it. It is looked for from the newest page on, so that it takes as long
 * however many there are.
 */
export async function listProofs(db: Db, engineers: readonly string[], since: Date): Promise<Proof[]> {
  return db.query<Proof>(
    `select distinct on (engineer, number, channel) engineer, number, channel, at, by,
       (extract(epoch from at - "from") * 1000)::float as "tookMs"
     from (
       select engineer, number, channel, ended_at as at, coalesce(sent_at, planned_at) as "from", 'test' as by
         from test_pages where engineer = any($1) and outcome = 'confirmed' and ended_at >= $2
       union all
       select key, phone, 'call', ended_at, sent_at, 'page'
         from engineers cross join unnest(phones) phone cross join lateral (
           -- a call is over within the day
           select ended_at, sent_at from pages
           where engineer = key and number = phone and channel = 'call' and status in ('acknowledged', 'passed-on')
             and ended_at >= $2 and planned_at >= $2::timestamptz - interval '1 day'
           order by planned_at desc limit $3
         ) as called
         where key = any($1)
       union all
       select key, phone, 'sms', acknowledged_at, sent_at, 'page'
         from engineers cross join unnest(phones) phone cross join lateral (
           select acknowledged_at, sent_at from pages cross join lateral (
             select max(at) as acknowledged_at from ticket_events
             where ticket_number = pages.ticket_number and kind = 'acknowledged' and actor = key
               and detail ->> 'channel' = 'sms' and at >= sent_at
           ) as answered
           where engineer = key and number = phone and channel = 'sms' and planned_at >= $2 and acknowledged_at is not null
           order by planned_at desc limit $3
         ) as texted
         where key = any($1)
     ) as seen
     order by engineer, number, channel, at desc, "from" desc nulls last`,
    [engineers, since, LAST_PAGES],
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
