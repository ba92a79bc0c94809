import type { Db } from '../../platform/db/database.ts';
import type { Announcement } from './listener.ts';

const ANNOUNCEMENT = `id, ticket_number as "ticketNumber", attempt_id as "attemptId", prompt, wanted_at as "wantedAt",
  fetched_at as "fetchedAt", ended_at as "endedAt", failed_at as "failedAt"`;

export async function insertAnnouncement(
  db: Db,
  { ticketNumber, attemptId, prompt }: Pick<Announcement, 'ticketNumber' | 'attemptId' | 'prompt'>,
  now: Date,
): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    'insert into announcements (ticket_number, attempt_id, prompt, wanted_at) values ($1, $2, $3, $4) returning id',
    [ticketNumber, attemptId, prompt, now],
  );
  return String(row?.id);
}

export async function findAnnouncement(db: Db, id: string): Promise<Announcement | null> {
  const [row] = await db.query<Announcement>(`select ${ANNOUNCEMENT} from announcements where id = $1`, [id]);
  return row ?? null;
}

/** How far the carrier is with it: each instant is noted once, and one that has failed says nothing any more. */
export async function noteAnnouncement(
  db: Db,
  id: string,
  step: 'fetched' | 'ended' | 'failed',
  now: Date,
): Promise<Announcement | null> {
  const column = `${step}_at`;
  const [row] = await db.query<Announcement>(
    `update announcements set ${column} = $2 where id = $1 and ${column} is null and ended_at is null
       and failed_at is null returning ${ANNOUNCEMENT}`,
    [id, now],
  );
  return row ?? null;
}

/** What was to be said into a talk, and was not asked for yet, is not said any more. */
export async function dropAnnouncements(
  db: Db,
  { attemptId, prompt }: Pick<Announcement, 'attemptId' | 'prompt'>,
  now: Date,
): Promise<void> {
  await db.query(
    `update announcements set failed_at = $3
     where attempt_id = $1 and prompt = $2 and fetched_at is null and ended_at is null and failed_at is null`,
    [attemptId, prompt, now],
  );
}

/** The languages that are spoken with whoever talks, the customer's first. */
export async function languagesOfTalk(db: Db, attemptId: string): Promise<string[]> {
  const [row] = await db.query<{ customer: string | null; engineer: string | null }>(
    `select customer.visit ->> 'language' as customer, engineer.visit ->> 'language' as engineer
     from callback_attempts attempt
       left join calls customer on customer.id = attempt.customer_call_id
       left join calls engineer on engineer.id = attempt.engineer_call_id
     where attempt.id = $1`,
    [attemptId],
  );
  return [...new Set([row?.customer, row?.engineer].filter((language) => typeof language === 'string'))];
}
