import type { Db } from '../../platform/db/database.ts';

/** Whether a recording was made on one of our calls: one that we keep, or that a ticket names and we do not know of yet. */
export async function isOurRecording(db: Db, sid: string): Promise<boolean> {
  const [row] = await db.query<{ ours: boolean }>(
    `select exists (select from recordings where sid = $1)
        or exists (select from tickets where recording_sid = $1)
        or exists (select from ticket_events where detail ? 'recording' and detail ->> 'recording' = $1) as ours`,
    [sid],
  );
  return row?.ours ?? false;
}
