import type { Db, Tx } from '../../platform/db/database.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';

/** A transcript is to be made of a recording that lies in the storage. */
export async function queueTranscript(tx: Tx, sid: string, now: Date): Promise<void> {
  await setTimer(tx, { kind: 'transcribe', subject: sid, dueAt: now, priority: LAST });
}

/**
 * Keeps what was said, and shows it on the ticket that the recording describes. Nothing is kept of a recording that
 * nobody may hear any more.
 */
export async function saveTranscript(tx: Tx, sid: string, text: string, now: Date): Promise<void> {
  await tx.query(
    `insert into transcripts (recording_sid, text, made_at)
     select $1, $2, $3 where not exists (select from recordings where sid = $1 and state in ('unwanted', 'deleted'))
     on conflict (recording_sid) do update set text = excluded.text, made_at = excluded.made_at, given_up_at = null`,
    [sid, text, now],
  );
  await tx.query(
    `update tickets set transcript = transcripts.text from transcripts
     where tickets.recording_sid = $1 and transcripts.recording_sid = $1`,
    [sid],
  );
}

/** A ticket has just got its recording: words that came before it are shown with it. */
export async function showTranscript(tx: Tx, ticketNumber: string): Promise<void> {
  await tx.query(
    `update tickets set transcript = transcripts.text from transcripts
     where tickets.number = $1 and transcripts.recording_sid = tickets.recording_sid and transcripts.text is not null`,
    [ticketNumber],
  );
}

/** Making it has failed again. @returns how often */
export async function countTranscriptFailure(db: Db, sid: string): Promise<number> {
  const [row] = await db.query<{ tries: number }>(
    `insert into transcripts (recording_sid, tries) values ($1, 1)
     on conflict (recording_sid) do update set tries = transcripts.tries + 1 returning tries`,
    [sid],
  );
  return row?.tries ?? 1;
}

/** Nobody tries any more. */
export async function giveUpTranscript(db: Db, sid: string, now: Date): Promise<void> {
  await db.query(
    `insert into transcripts (recording_sid, given_up_at) values ($1, $2)
     on conflict (recording_sid) do update set given_up_at = excluded.given_up_at where transcripts.text is null`,
    [sid, now],
  );
}

/** Then it is given up. */
export const MAX_TRANSCRIPT_TRIES = 3;

export interface Transcript {
  sid: string;
  text: string | null;
  givenUpAt: Date | null;
  /** how often making it has failed */
  tries: number;
}

/** Transcripts by their recordings' names. */
export async function findTranscripts(db: Db, sids: readonly string[]): Promise<Map<string, Transcript>> {
  const rows = await db.query<Transcript>(
    `select recording_sid as sid, text, given_up_at as "givenUpAt", tries from transcripts where recording_sid = any($1)`,
    [sids],
  );
  return new Map(rows.map((row) => [row.sid, row]));
}

/** The language a recording was most likely spoken in: that of its call. */
export async function spokenLanguage(db: Db, sid: string): Promise<string | null> {
  const [row] = await db.query<{ language: string | null }>(
    `select visit ->> 'language' as language from recordings join calls on calls.id = call_id where recordings.sid = $1`,
    [sid],
  );
  return row?.language ?? null;
}

/** What was said is forgotten, on the ticket, too. */
export async function forgetTranscripts(tx: Tx, sids: readonly string[]): Promise<void> {
  await forgetToldWords(tx, sids);
  await tx.query('select from tickets where recording_sid = any($1) order by number for no key update', [
    sids,
  ]);
  await tx.query('delete from transcripts where recording_sid = any($1)', [sids]);
  await tx.query('update tickets set transcript = null where recording_sid = any($1)', [sids]);
}

/** Engineers who were called about it have heard what was said; their legs, which come before the ticket, see `Tx`, keep none of it. */
async function forgetToldWords(tx: Tx, sids: readonly string[]): Promise<void> {
  await tx.query(
    `with told as (
       select calls.id from calls join tickets on tickets.number = calls.ticket_number
       where recording_sid = any($1) and calls.ended_at is not null and visit -> 'vars' ? 'about'
       order by calls.id for no key update of calls)
     update calls set visit = visit #- '{vars,about}' from told where calls.id = told.id`,
    [sids],
  );
}

/** Words from before an instant whose recording nobody ever told us of. */
export async function forgetStrayTranscripts(tx: Tx, end: Date): Promise<void> {
  await tx.query(
    `delete from transcripts where coalesce(made_at, given_up_at) < $1
       and not exists (select from recordings where sid = recording_sid)`,
    [end],
  );
}
