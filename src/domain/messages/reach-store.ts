import type { Db } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { MessageStatus } from './message.ts';

/** The messages that say the same as the first one, itself included. */
export async function listTexts(db: Db, first: string): Promise<{ to: string; status: MessageStatus }[]> {
  return db.query<{ to: string; status: MessageStatus }>(
    `select to_number as "to", status from messages where id = $1 or instead_of = $1 order by created_at`,
    [first],
  );
}

/** The calls that were to speak it; `to`: null once it is forgotten. */
export async function listSpeakingCalls(
  db: Db,
  first: string,
): Promise<{ id: string; to: string | null; isOver: boolean }[]> {
  return db.query(
    `select id, to_number as "to", ended_at is not null as "isOver" from calls where message_id = $1
     order by started_at`,
    [first],
  );
}

/** Calls about a ticket that speak a message to its customer, or are going to. */
export async function listSpeakingCallsOfTicket(db: Db, ticketNumber: string): Promise<{ id: string }[]> {
  return db.query<{ id: string }>(
    'select id from calls where ticket_number = $1 and message_id is not null and ended_at is null',
    [ticketNumber],
  );
}

/** The first of the messages that a call speaks; null if it speaks none. */
export async function findSpokenMessage(db: Db, callId: string): Promise<string | null> {
  const [row] = await db.query<{ id: string | null }>('select message_id as id from calls where id = $1', [
    callId,
  ]);
  return row?.id ?? null;
}

export async function noteSpoken(db: Db, messageId: string, now: Date): Promise<void> {
  await write(db, 'update messages set spoken_at = coalesce(spoken_at, $2) where id = $1', [messageId, now]);
}

/** Whether what is told at an instant is an answer that was given in a talk. */
export async function wasToldInTalk(db: Db, ticketNumber: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    `select from ticket_events where ticket_number = $1 and kind = 'answered' and at = $2
       and detail ->> 'reached' in ('joined call', 'own call') limit 1`,
    [ticketNumber, at],
  );
  return rows.length > 0;
}

/** Whether the customer and an engineer have been joined since an instant. */
export async function haveTalkedSince(db: Db, ticketNumber: string, at: Date): Promise<boolean> {
  const [row] = await db.query<{ talked: boolean }>(
    `select exists (select from ticket_events where ticket_number = $1 and kind = 'joined' and at >= $2) as talked`,
    [ticketNumber, at],
  );
  return row?.talked ?? false;
}

/** The customer knows what there is to know. @returns whether they did not before */
export async function clearUntold(db: Db, ticketNumber: string): Promise<boolean> {
  const rows = await db.query(
    'update tickets set untold_since = null where number = $1 and untold_since is not null returning number',
    [ticketNumber],
  );
  return rows.length > 0;
}
