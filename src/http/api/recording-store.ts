import type { Db } from '../../db/database.ts';

/**
 * Whether a recording was made on one of our calls: the description of a ticket, a message added to one, or a message
 * that a caller left who could not be identified. That last is known by the call alone, which then has no ticket.
 */
export async function isOurRecording(db: Db, sid: string): Promise<boolean> {
  const [row] = await db.query<{ ours: boolean }>(
    `select exists (select from tickets where recording_sid = $1)
        or exists (select from ticket_events where detail ? 'recording' and detail ->> 'recording' = $1)
        or exists (select from calls where ticket_number is null and visit -> 'vars' ->> 'recording' = $1) as ours`,
    [sid],
  );
  return row?.ours ?? false;
}
