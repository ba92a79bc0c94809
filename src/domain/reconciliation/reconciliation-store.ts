import type { Db } from '../../platform/db/database.ts';
import { knownRecordings } from '../recordings/recording-store.ts';
import type { CarrierSide, OurSide } from './find-gaps.ts';

/** How far the carrier's record has been held against ours. */
export interface Progress {
  begun: Date;
  reached: Date;
  widelyAt: Date;
}

/** What a look at the carrier's record has brought. */
export interface Report {
  since: Date;
  calls: number;
  recordings: number;
  messages: number;
  tickets: string[];
}

export async function readProgress(db: Db): Promise<Progress> {
  const [row] = await db.query<Progress>(
    'select begun, reached, widely_at as "widelyAt" from reconciliation',
  );
  return row as Progress;
}

/** Two who look at once: what has been reached is never taken back, unless it is still to come, by a clock that was ahead. */
export async function noteReached(
  db: Db,
  { reached, widelyAt }: { reached: Date; widelyAt: Date | null },
  now: Date,
): Promise<void> {
  await db.query(
    `update reconciliation set
       reached = case when reached > $3 then $1 else greatest(reached, $1) end,
       widely_at = case when widely_at > $3 then coalesce($2, $3) else greatest(widely_at, $2) end`,
    [reached, widelyAt, now],
  );
}

export async function addReport(db: Db, report: Report, now: Date): Promise<void> {
  await db.query(
    `insert into reconciliation_reports (at, since, calls, recordings, messages, tickets) values ($1, $2, $3, $4, $5, $6)`,
    [now, report.since, report.calls, report.recordings, report.messages, report.tickets],
  );
}

/** What is on record here of what the carrier named. */
export async function readOurSide(db: Db, carrier: CarrierSide): Promise<OurSide> {
  const callSids = [...carrier.calls.map(({ sid }) => sid), ...carrier.recordings.map((one) => one.callSid)];
  const [calls, recordings, messages] = await Promise.all([
    db.query<{ sid: string; ended: boolean }>(
      'select sid, ended_at is not null as ended from calls where sid = any($1)',
      [callSids],
    ),
    knownRecordings(
      db,
      carrier.recordings.map(({ sid }) => sid),
    ),
    db.query<{ sid: string }>('select sid from messages where sid = any($1)', [
      carrier.messages.map(({ sid }) => sid),
    ]),
  ]);
  return {
    calls: new Map(calls.map(({ sid, ended }) => [sid, { ended }])),
    recordings,
    messages: new Set(messages.map(({ sid }) => sid)),
  };
}

/** Who was lost: a contact with their customer, one of our engineers, or just a number. */
export interface LostCaller {
  at: Date;
  name: string | null;
  number: string;
}

/** Whoever showed a number on some calls, each once, with the first of their calls. */
export async function listLostCallers(db: Db, ids: readonly string[]): Promise<LostCaller[]> {
  return db.query<LostCaller>(
    `select min(calls.started_at) as at, min(coalesce(contacts.name || ', ' || customers.name, engineers.name)) as name,
       from_number as number
     from calls
       left join customers on customers.number = calls.customer_number
       left join contacts on contacts.customer_number = calls.customer_number and contacts.retired_at is null
         and contacts.phones @> array[from_number]
       left join engineers on engineers.key = calls.engineer
     where calls.id = any($1::uuid[]) and from_number ~ '^[+][0-9]+$'
     group by from_number order by at`,
    [ids],
  );
}

/**
 * Notes that a part of the service lives.
 * @returns since when it had not been heard of; null: never
 */
export async function beat(db: Db, part: 'web' | 'worker', now: Date): Promise<Date | null> {
  const [row] = await db.query<{ before: Date | null }>(
    `with before as (select at from heartbeats where part = $1)
     insert into heartbeats (part, at) values ($1, $2)
     on conflict (part) do update set at = greatest(heartbeats.at, excluded.at)
     returning (select at from before) as before`,
    [part, now],
  );
  return row?.before ?? null;
}
