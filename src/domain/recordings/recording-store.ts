import type { Db, Tx } from '../../platform/db/database.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Recording, RecordingState, StoredAudio } from './recording.ts';
import { forgetTranscripts } from './transcript-store.ts';

const COLUMNS = `sid, call_id as "callId", made_at as "madeAt", seconds, state, failures, storage_key as "storageKey",
  content_type as "contentType", bytes, sha256, stored_at as "storedAt", peaks, deleted_at as "deletedAt"`;

interface Row extends Omit<Recording, 'stored'> {
  storageKey: string | null;
  contentType: string | null;
  /** of a bigint: digits */
  bytes: string | null;
  sha256: string | null;
  storedAt: Date | null;
}

/** A recording was made: it will be fetched. Told of twice, it is fetched once. */
export async function queueRecording(
  tx: Tx,
  { sid, callId, seconds }: Pick<Recording, 'sid' | 'callId' | 'seconds'>,
  now: Date,
): Promise<void> {
  const [added] = await tx.query(
    `insert into recordings (sid, call_id, seconds, made_at) values ($1, $2, $3, $4)
     on conflict (sid) do nothing returning sid`,
    [sid, callId, seconds === null ? null : Math.round(seconds), now],
  );
  if (added) await setTimer(tx, { kind: 'keep-recording', subject: sid, dueAt: now, priority: LAST });
}

/** Older ones were taken over long ago. */
const ADOPTED_MS = 7 * 24 * 3_600_000;
/** Work on many recordings is spread, so that it never crowds out what is urgent. */
const APART_MS = 500;
/** More are taken up the next time: a start must not wait for a long record. */
const MAX_TAKEN_UP = 5_000;

/**
 * Takes over recordings that tickets, their events and calls name, but that nobody has told of: a version that kept none may
 * have run beside this one. Work that nothing drives on is taken up again.
 */
export async function adoptRecordings(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `insert into recordings (sid, call_id, seconds, made_at)
     select distinct on (sid) sid, call_id, seconds, made_at from (
       select recording_sid as sid, call_id, null::integer as seconds, opened_at as made_at from tickets
        where recording_sid is not null and opened_at > $1
       union all
       select detail ->> 'recording', tickets.call_id, (detail ->> 'seconds')::numeric::integer, at
         from ticket_events join tickets on tickets.number = ticket_number where detail ? 'recording' and at > $1
       union all
       select visit -> 'vars' ->> 'recording', id, null, started_at from calls
        where visit -> 'vars' ? 'recording' and started_at > $1
     ) named where sid is not null order by sid, seconds nulls last
     on conflict (sid) do nothing`,
    [new Date(now.getTime() - ADOPTED_MS)],
  );
  await tx.query(
    `insert into timers (kind, subject, priority, due_at)
     select 'keep-recording', sid, $1, $2::timestamptz + row_number() over (order by made_at) * $3 * interval '1 millisecond'
       from (select sid, made_at from recordings where state in ('at-carrier', 'stored', 'unwanted')
         and not exists (select from timers where kind = 'keep-recording' and subject = sid)
         order by made_at limit $4) undriven
     on conflict (kind, subject) do nothing`,
    [LAST, now, APART_MS, MAX_TAKEN_UP],
  );
}

/** Those of some recordings that we keep or have kept, or that a ticket or its timeline names. */
export async function knownRecordings(db: Db, sids: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ sid: string }>(
    `select sid from recordings where sid = any($1)
     union select recording_sid from tickets where recording_sid = any($1)
     union select detail ->> 'recording' from ticket_events where detail ? 'recording' and detail ->> 'recording' = any($1)`,
    [sids],
  );
  return new Set(rows.map(({ sid }) => sid));
}

export async function findRecording(db: Db, sid: string): Promise<Recording | null> {
  return (await findRecordings(db, [sid])).get(sid) ?? null;
}

/** Recordings by their names. */
export async function findRecordings(db: Db, sids: readonly string[]): Promise<Map<string, Recording>> {
  const rows = await db.query<Row>(`select ${COLUMNS} from recordings where sid = any($1)`, [sids]);
  return new Map(rows.map((row) => [row.sid, toRecording(row)]));
}

/** Recordings that are to be fetched and that only the carrier has. */
export async function findUnstored(db: Db): Promise<{ count: number; oldest: Date | null }> {
  const [row] = await db.query<{ count: number; oldest: Date | null }>(
    `select count(*)::int as count, min(made_at) as oldest from recordings where state = 'at-carrier'`,
  );
  return row ?? { count: 0, oldest: null };
}

/** It lies in the storage, verified. @returns false if it was not to be fetched any more */
export async function noteStored(
  db: Db,
  sid: string,
  { key, contentType, bytes, sha256, at }: StoredAudio,
  peaks: Uint8Array | null,
): Promise<boolean> {
  const rows = await db.query(
    `update recordings set state = 'stored', failures = 0, storage_key = $2, content_type = $3, bytes = $4, sha256 = $5,
       stored_at = $6, peaks = $7 where sid = $1 and state = 'at-carrier' returning sid`,
    [sid, key, contentType, bytes, sha256, at, peaks],
  );
  return rows.length > 0;
}

/** Moves a recording on, from where it was believed to be. @returns false if it was not there any more */
export async function moveRecording(
  db: Db,
  sid: string,
  from: RecordingState,
  to: Exclude<RecordingState, 'stored' | 'unwanted' | 'deleted'>,
): Promise<boolean> {
  const rows = await db.query(
    'update recordings set state = $3, failures = 0 where sid = $1 and state = $2 returning sid',
    [sid, from, to],
  );
  return rows.length > 0;
}

/** Fetching, storing or deleting has failed again. @returns how often in a row */
export async function countRecordingFailure(db: Db, sid: string): Promise<number> {
  const [row] = await db.query<{ failures: number }>(
    'update recordings set failures = failures + 1 where sid = $1 returning failures',
    [sid],
  );
  return row?.failures ?? 0;
}

/** From now on nobody can hear these any more; they will be deleted in the storage and at the carrier. */
export async function unwantRecordings(tx: Tx, sids: readonly string[], now: Date): Promise<void> {
  // what was said in words is the recording, too
  await forgetTranscripts(tx, sids);
  const rows = await tx.query<{ sid: string }>(
    `update recordings set state = 'unwanted', failures = 0, peaks = null
     where sid = any($1) and state not in ('unwanted', 'deleted') returning sid`,
    [sids],
  );
  for (const [index, { sid }] of rows.entries()) {
    const dueAt = new Date(now.getTime() + index * APART_MS);
    await setTimer(tx, { kind: 'keep-recording', subject: sid, dueAt, priority: LAST });
  }
}

/** There is nothing left of it but that it was. */
export async function noteDeleted(db: Db, sid: string, now: Date): Promise<void> {
  await db.query(
    `update recordings set state = 'deleted', failures = 0, storage_key = null, content_type = null, bytes = null,
       sha256 = null, stored_at = null, peaks = null, deleted_at = $2 where sid = $1 and state = 'unwanted'`,
    [sid, now],
  );
}

function toRecording({ storageKey, contentType, bytes, sha256, storedAt, ...row }: Row): Recording {
  const isStored =
    storageKey !== null && contentType !== null && bytes !== null && sha256 !== null && storedAt !== null;
  return {
    ...row,
    stored: isStored ? { key: storageKey, contentType, bytes: Number(bytes), sha256, at: storedAt } : null,
  };
}
