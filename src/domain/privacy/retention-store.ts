import type { Db, Tx } from '../../platform/db/database.ts';
import { forgetTexts } from '../evidence/forget-fields.ts';
import { unwantRecordings } from '../recordings/recording-store.ts';
import { forgetStrayTranscripts } from '../recordings/transcript-store.ts';
import { DATA_CLASSES, type DataClass } from './retention.ts';

/** A ticket that waits for an answer needs everything there is about it. */
const OPEN = `tickets.status in ('open', 'acknowledged')`;

/** No open ticket has to do with it; one condition each, since "or" would have every pair looked at. */
const unlessOpen = (...links: string[]) =>
  links.map((link) => `not exists (select from tickets where ${OPEN} and ${link})`).join(' and ');

/** What is past its period: $1 its end. */
const DUE: Record<DataClass, string> = {
  recordings: `recordings where state not in ('unwanted', 'deleted') and made_at < $1 and ${unlessOpen(
    'tickets.recording_sid = recordings.sid',
    'tickets.call_id = recordings.call_id',
  )} and not exists (select from calls join tickets on tickets.number = calls.ticket_number
      where ${OPEN} and calls.id = recordings.call_id)`,
  messages: `messages where created_at < $1 and status not in ('planned', 'sending')
    and ${unlessOpen('tickets.number = messages.ticket_number')}`,
  calls: `calls where anonymised_at is null and started_at < $1
    and ${unlessOpen('tickets.number = calls.ticket_number', 'tickets.call_id = calls.id')}`,
  tickets: `tickets where anonymised_at is null and opened_at < $1 and not ${OPEN}
    and coalesce(closed_at, answered_at, opened_at) < $1`,
  audit: 'audit_entries where at < $1',
};

/** Of messages that were erased only the carrier's name is left. */
const IS_KEPT = `from_number <> ''`;

const OLDEST: Record<DataClass, string> = {
  recordings: `select min(made_at) as at from recordings where state not in ('unwanted', 'deleted')`,
  messages: `select min(created_at) as at from messages where ${IS_KEPT}`,
  calls: 'select min(started_at) as at from calls where anonymised_at is null',
  tickets: 'select min(opened_at) as at from tickets where anonymised_at is null',
  audit: 'select at from audit_entries order by id limit 1',
};

const HELD: Record<DataClass, string> = {
  recordings: `recordings where state not in ('unwanted', 'deleted')`,
  messages: `messages where ${IS_KEPT}`,
  calls: 'calls where anonymised_at is null',
  tickets: 'tickets where anonymised_at is null',
  audit: 'audit_entries',
};

/** Counting goes no further: whoever has more than this has many. */
export const COUNTED = 10_000;

/** How much of a class is held with a person in it, up to `COUNTED`, and since when. */
export async function whatIsHeld(
  db: Db,
  dataClass: DataClass,
): Promise<{ held: number; oldest: Date | null }> {
  const [[counted], [first]] = await Promise.all([
    db.query<{ held: number }>(
      `select count(*)::int as held from (select from ${HELD[dataClass]} limit ${COUNTED}) counted`,
    ),
    db.query<{ at: Date | null }>(OLDEST[dataClass]),
  ]);
  return { held: counted?.held ?? 0, oldest: first?.at ?? null };
}

/** When all that was past its period was forgotten last, each class of it; never yet: when this installation began. */
export async function retentionKeptAt(db: Db): Promise<Date> {
  return lastNotedAt(db, `action = 'retention-kept' and detail ?& $1`, [DATA_CLASSES]);
}

/** The last night on which something was deleted, or nothing was, for doubt; never yet: when this installation began. */
export async function lastNightAt(db: Db): Promise<Date> {
  return lastNotedAt(db, `action in ('retention-kept', 'retention-waited')`);
}

async function lastNotedAt(db: Db, isMeant: string, params: readonly unknown[] = []): Promise<Date> {
  const [row] = await db.query<{ at: Date }>(
    `select coalesce((select at from audit_entries where ${isMeant} order by id desc limit 1), begun) as at from reconciliation`,
    params,
  );
  return (row as { at: Date }).at;
}

/** How much of a class is past its period, up to `upTo`; null: all of it. */
export async function countDue(
  db: Db,
  dataClass: DataClass,
  { end, upTo }: { end: Date; upTo: number | null },
): Promise<number> {
  const [row] = await db.query<{ due: number }>(
    `select count(*)::int as due from (select from ${DUE[dataClass]} limit $2) counted`,
    [end, upTo],
  );
  return row?.due ?? 0;
}

/** Forgets what is past its period, the oldest first, at most `limit`. @returns how much it was */
export async function forgetDue(
  tx: Tx,
  dataClass: DataClass,
  { end, now, limit }: { end: Date; now: Date; limit: number },
): Promise<number> {
  return FORGET[dataClass](tx, end, now, limit);
}

const FORGET: Record<DataClass, (tx: Tx, end: Date, now: Date, limit: number) => Promise<number>> = {
  async recordings(tx, end, now, limit) {
    const due = await tx.query<{ sid: string }>(
      `select sid from ${DUE.recordings} order by made_at limit $2`,
      [end, limit],
    );
    const sids = due.map(({ sid }) => sid);
    await unwantRecordings(tx, sids, now);
    await forgetStrayTranscripts(tx, end);
    return sids.length;
  },
  async messages(tx, end, _now, limit) {
    const gone = await tx.query(
      `delete from messages where id in (select id from ${DUE.messages} order by created_at limit $2) returning id`,
      [end, limit],
    );
    return gone.length;
  },
  async calls(tx, end, now, limit) {
    const due = await tx.query<{ id: string }>(
      `select id from ${DUE.calls} order by started_at limit $2 for no key update skip locked`,
      [end, limit],
    );
    await anonymiseCalls(
      tx,
      due.map(({ id }) => id),
      now,
    );
    return due.length;
  },
  async tickets(tx, end, now, limit) {
    const due = await tx.query<{ number: string }>(
      `select number from ${DUE.tickets} order by opened_at limit $2 for no key update skip locked`,
      [end, limit],
    );
    await anonymiseTickets(
      tx,
      due.map(({ number }) => number),
      now,
    );
    // requests that were never opened, since they had to be phoned
    await tx.query('delete from dial_in_codes where created_at < $1', [end]);
    return due.length;
  },
  async audit(tx, end, _now, limit) {
    const gone = await tx.query(
      `delete from audit_entries where id in (select id from ${DUE.audit} order by id limit $2) returning id`,
      [end, limit],
    );
    return gone.length;
  },
};

/** Calls without the person: when, how long, about which ticket and what came of them; not who, from where, nor what was keyed. */
export async function anonymiseCalls(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.query('delete from call_events where call_id = any($1::uuid[])', [ids]);
  await tx.query(
    `update calls set from_number = null, to_number = null, contact_id = null, anonymised_at = $2,
       visit = visit || '{"vars": {}}' where id = any($1::uuid[])`,
    [ids, now],
  );
}

/** Tickets without the person: the promise, its times and whether it was kept; not who asked, nor in which words. */
export async function anonymiseTickets(tx: Tx, numbers: readonly string[], now: Date): Promise<void> {
  const recorded = await tx.query<{ sid: string }>(
    `select recording_sid as sid from tickets where number = any($1::bigint[]) and recording_sid is not null
     union select detail ->> 'recording' from ticket_events
       where ticket_number = any($1::bigint[]) and detail ? 'recording'`,
    [numbers],
  );
  await unwantRecordings(
    tx,
    recorded.map(({ sid }) => sid),
    now,
  );
  await tx.query(
    `update tickets set text = null, transcript = null, callback_number = null, contact_id = null, anonymised_at = $2
     where number = any($1::bigint[])`,
    [numbers, now],
  );
  await tx.query(
    `with codes as (delete from page_codes where ticket_number = any($1::bigint[])),
       senders as (delete from doubted_senders where ticket_number = any($1::bigint[])),
       answers as (update written_answers set text = null where ticket_number = any($1::bigint[]))
     update written_claims set text = null where ticket_number = any($1::bigint[])`,
    [numbers],
  );
  await forgetTexts(tx, numbers);
  await tx.query(
    `update ticket_events set detail = detail - '{text,note,body,number}'::text[]
     where ticket_number = any($1::bigint[]) and detail ?| '{text,note,body,number}'::text[]`,
    [numbers],
  );
}
