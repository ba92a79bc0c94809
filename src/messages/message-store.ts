import type { Db } from '../db/database.ts';
import type { Message, MessageStatus } from './message.ts';

const COLUMNS = `id, sid, direction, audience, from_number as "fromNumber", to_number as "toNumber", body, status, error,
  ticket_number as "ticketNumber", page_id as "pageId", valid_seconds as "validSeconds", created_at as "createdAt",
  sent_at as "sentAt"`;

export type NewMessage = Pick<
  Message,
  'direction' | 'audience' | 'fromNumber' | 'toNumber' | 'body' | 'status' | 'createdAt'
> &
  Partial<Pick<Message, 'sid' | 'ticketNumber' | 'pageId' | 'validSeconds'>>;

/** Writes a message; null if the carrier's name for it is on record already (a doubled webhook). */
export async function insertMessage(db: Db, message: NewMessage): Promise<Message | null> {
  const [row] = await db.query<Message>(
    `insert into messages (sid, direction, audience, from_number, to_number, body, status, ticket_number, page_id,
       valid_seconds, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (sid) do nothing returning ${COLUMNS}`,
    [
      message.sid ?? null,
      message.direction,
      message.audience,
      message.fromNumber,
      message.toNumber,
      message.body,
      message.status,
      message.ticketNumber ?? null,
      message.pageId ?? null,
      message.validSeconds ?? null,
      message.createdAt,
    ],
  );
  return row ?? null;
}

export async function lockMessage(db: Db, id: string): Promise<Message | null> {
  const [row] = await db.query<Message>(`select ${COLUMNS} from messages where id = $1 for update`, [id]);
  return row ?? null;
}

export async function changeMessage(
  db: Db,
  id: string,
  change: { status: MessageStatus; sid?: string; error?: string; sentAt?: Date },
): Promise<void> {
  await db.query(
    `update messages set status = $2, sid = coalesce($3, sid), error = coalesce($4, error), sent_at = coalesce($5, sent_at)
     where id = $1`,
    [id, change.status, change.sid ?? null, change.error ?? null, change.sentAt ?? null],
  );
}

/** How far along a message is; a status webhook that comes late never takes it back. */
const RANK: Record<MessageStatus, number> = {
  planned: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  received: 3,
  delivered: 4,
  failed: 4,
};

/** Notes what the carrier says of a message. @returns the message if that was news */
export async function noteMessageStatus(
  db: Db,
  sid: string,
  status: MessageStatus,
  error: string | null,
): Promise<Message | null> {
  const lower = Object.entries(RANK)
    .filter(([, rank]) => rank < RANK[status])
    .map(([name]) => name);
  const [row] = await db.query<Message>(
    `update messages set status = $2, error = coalesce($3, error) where sid = $1 and status = any($4) returning ${COLUMNS}`,
    [sid, status, error, lower],
  );
  return row ?? null;
}
