import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { Message, MessageStatus } from './message.ts';

/** Every column of a message, as `Message` has it. */
export const MESSAGE_COLUMNS = `id, sid, direction, audience, from_number as "fromNumber", to_number as "toNumber", body, status, error,
  ticket_number as "ticketNumber", page_id as "pageId", valid_seconds as "validSeconds", text_name as "textName",
  instead_of as "insteadOf", contact_id as "contactId", spoken_at as "spokenAt", tries, created_at as "createdAt",
  sent_at as "sentAt"`;

export type NewMessage = Pick<
  Message,
  'direction' | 'audience' | 'fromNumber' | 'toNumber' | 'body' | 'status' | 'createdAt'
> &
  Partial<
    Pick<Message, 'sid' | 'ticketNumber' | 'pageId' | 'validSeconds' | 'textName' | 'insteadOf' | 'contactId'>
  > & { isReply?: boolean; urgency?: number };

const INSERT = `insert into messages (sid, direction, audience, from_number, to_number, body, status, ticket_number, page_id,
     valid_seconds, text_name, instead_of, contact_id, created_at, is_reply, urgency, id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`;

function insertParams(message: NewMessage, id: string): unknown[] {
  return [
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
    message.textName ?? null,
    message.insteadOf ?? null,
    message.contactId ?? null,
    message.createdAt,
    message.isReply ?? false,
    message.urgency ?? 0,
    id,
  ];
}

/** Writes a message; null if the carrier's name for it is on record already (a doubled webhook). */
export async function insertMessage(db: Db, message: NewMessage): Promise<Message | null> {
  const [row] = await db.query<Message>(
    `${INSERT} on conflict (sid) do nothing returning ${MESSAGE_COLUMNS}`,
    insertParams(message, randomUUID()),
  );
  return row ?? null;
}

/** Writes a message that the carrier has no name for yet. Nobody waits for it. */
export async function planMessage(tx: Tx, message: Omit<NewMessage, 'sid'>): Promise<Message> {
  const id = randomUUID();
  await write(tx, INSERT, insertParams(message, id));
  const { direction, audience, fromNumber, toNumber, body, status, createdAt } = message;
  return {
    ...{ id, sid: null, direction, audience, fromNumber, toNumber, body, status, error: null },
    ticketNumber: message.ticketNumber ?? null,
    pageId: message.pageId ?? null,
    validSeconds: message.validSeconds ?? null,
    textName: message.textName ?? null,
    insteadOf: message.insteadOf ?? null,
    contactId: message.contactId ?? null,
    ...{ spokenAt: null, tries: 0, createdAt, sentAt: null },
  };
}

export async function lockMessage(db: Db, id: string): Promise<Message | null> {
  const [row] = await db.query<Message>(
    `select ${MESSAGE_COLUMNS} from messages where id = $1 for no key update`,
    [id],
  );
  return row ?? null;
}

export async function changeMessage(
  db: Db,
  id: string,
  change: { status: MessageStatus; sid?: string; error?: string; sentAt?: Date; readyAt?: Date },
): Promise<void> {
  await write(
    db,
    `update messages set status = $2, sid = coalesce($3, sid), error = coalesce($4, error), sent_at = coalesce($5, sent_at),
       ready_at = case when $2 = 'planned' then coalesce($6, ready_at) end
     where id = $1`,
    [
      id,
      change.status,
      change.sid ?? null,
      change.error ?? null,
      change.sentAt ?? null,
      change.readyAt ?? null,
    ],
  );
}

/** It goes to another phone of the same person. */
export async function readdressMessage(db: Db, id: string, to: string): Promise<void> {
  await db.query('update messages set to_number = $2 where id = $1', [id, to]);
}

/** What a number wrote to us after an instant. */
export async function textsSince(db: Db, number: string, at: Date): Promise<string[]> {
  const rows = await db.query<{ body: string }>(
    `select body from messages where from_number = $1 and direction = 'inbound' and created_at > $2
     order by created_at limit 1000`,
    [number, at],
  );
  return rows.map(({ body }) => body);
}

/** How many replies a number was written since an instant: those that were sent, and those that were not any more. */
export async function countReplies(
  db: Db,
  number: string,
  since: Date,
): Promise<{ sent: number; withheld: number }> {
  const [row] = await db.query<{ sent: number; withheld: number }>(
    `select count(*) filter (where status <> 'withdrawn')::int as sent,
       count(*) filter (where status = 'withdrawn')::int as withheld
     from messages where is_reply and to_number = $1 and created_at > $2`,
    [number, since],
  );
  return row ?? { sent: 0, withheld: 0 };
}

/** Whether a number was written a text about a ticket. */
export async function wasTexted(
  db: Db,
  { to, text, ticketNumber }: { to: string; text: string; ticketNumber: string },
): Promise<boolean> {
  const [row] = await db.query<{ texted: boolean }>(
    `select exists (select from messages where ticket_number = $1 and to_number = $2 and text_name = $3) as texted`,
    [ticketNumber, to, text],
  );
  return row?.texted ?? false;
}

/** Whether one of several phones was written a text after an instant. */
export async function wasTextedSince(
  db: Db,
  { phones, text }: { phones: readonly string[]; text: string },
  at: Date,
): Promise<boolean> {
  const [row] = await db.query<{ texted: boolean }>(
    `select exists (select from messages where to_number = any($1) and text_name = $2 and created_at > $3) as texted`,
    [phones, text, at],
  );
  return row?.texted ?? false;
}

/** How often a contact was written a text to after an instant. */
export async function countTextsTo(
  db: Db,
  { contactId, text }: { contactId: string; text: string },
  at: Date,
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from messages
     where contact_id = $1 and text_name = $2 and instead_of is null and created_at > $3`,
    [contactId, text, at],
  );
  return row?.count ?? 0;
}

/** The name of the newest text that a number was written after an instant. */
export async function findLastTextTo(db: Db, number: string, since: Date): Promise<string | null> {
  const [row] = await db.query<{ name: string | null }>(
    `select text_name as name from messages
     where to_number = $1 and direction = 'outbound' and status <> 'withdrawn' and created_at > $2
     order by created_at desc, id desc limit 1`,
    [number, since],
  );
  return row?.name ?? null;
}

/** When a number was last sent a page. */
export async function lastPageSentAt(db: Db, number: string): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>(
    'select max(sent_at) as at from messages where to_number = $1 and page_id is not null',
    [number],
  );
  return row?.at ?? null;
}

/** How far along a message is; a status webhook that comes late never takes it back. */
const RANK: Record<MessageStatus, number> = {
  planned: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  received: 3,
  bundled: 4,
  withdrawn: 4,
  delivered: 4,
  failed: 4,
};

/**
 * Notes what the carrier says of a message. Its report may be quicker than its answer to our request, so that the message
 * is known by our own name for it first.
 * @param name.id ours, if the report carries it
 * @returns the message if that was news
 */
export async function noteMessageStatus(
  db: Db,
  name: { id: string | null; sid: string },
  status: MessageStatus,
  error: string | null,
): Promise<Message | null> {
  const lower = Object.entries(RANK)
    .filter(([, rank]) => rank < RANK[status])
    .map(([known]) => known);
  const [row] = await db.query<Message>(
    `update messages set status = $3, sid = coalesce(sid, $2), error = coalesce($4, error)
     where (id = $1 or ($1 is null and sid = $2)) and status = any($5) returning ${MESSAGE_COLUMNS}`,
    [name.id, name.sid, status, error, lower],
  );
  return row ?? null;
}
