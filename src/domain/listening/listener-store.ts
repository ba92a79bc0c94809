import type { Db } from '../../platform/db/database.ts';
import type { TalkListener } from './listener.ts';

const LISTENER = `listeners.id, ticket_number as "ticketNumber", attempt_id as "attemptId", call_id as "callId",
  json_build_object('id', users.id, 'name', users.name) as user, announcement_id as "announcementId",
  began_at as "beganAt", ended_at as "endedAt"`;

export type NewListener = Pick<TalkListener, 'ticketNumber' | 'attemptId' | 'callId'> & { userId: string };

export async function insertListener(db: Db, listener: NewListener, now: Date): Promise<void> {
  await db.query(
    `insert into listeners (ticket_number, attempt_id, call_id, user_id, asked_at) values ($1, $2, $3, $4, $5)`,
    [listener.ticketNumber, listener.attemptId, listener.callId, listener.userId, now],
  );
}

/** Whoever is rung to listen to a ticket's talk, or listens to it. */
export async function findListenerNow(db: Db, ticketNumber: string): Promise<TalkListener | null> {
  return one(db, 'ticket_number = $1 and ended_at is null', ticketNumber);
}

/** Whoever a leg is for. */
export async function findListenerOfCall(db: Db, callId: string): Promise<TalkListener | null> {
  return one(db, 'call_id = $1', callId);
}

/** Whoever waits for an announcement. */
export async function findListenerOfAnnouncement(
  db: Db,
  announcementId: string,
): Promise<TalkListener | null> {
  return one(db, 'announcement_id = $1', announcementId);
}

export async function changeListener(
  db: Db,
  id: string,
  change: { announcementId?: string; beganAt?: Date; endedAt?: Date },
): Promise<void> {
  await db.query(
    `update listeners set announcement_id = coalesce($2, announcement_id), began_at = coalesce(began_at, $3),
       ended_at = coalesce(ended_at, $4) where id = $1`,
    [id, change.announcementId ?? null, change.beganAt ?? null, change.endedAt ?? null],
  );
}

async function one(db: Db, where: string, param: string): Promise<TalkListener | null> {
  const [row] = await db.query<TalkListener>(
    `select ${LISTENER} from listeners join users on users.id = user_id where ${where}`,
    [param],
  );
  return row ?? null;
}
