import type { Db } from '../../platform/db/database.ts';
import type { Message } from './message.ts';
import { MESSAGE_COLUMNS } from './message-store.ts';

/**
 * Takes the other pages that are planned for the same phone and wait in the same lane into a message. Pages that fall due
 * together find each other, since whoever sends one holds the gate.
 * @returns those that are new in it
 */
export async function absorbPlannedPages(db: Db, into: Message): Promise<Message[]> {
  if (into.pageId === null) return [];
  return db.query<Message>(
    `with waiting as (
       select id as waiting_id from messages where to_number = $1 and direction = 'outbound' and status = 'planned' and id <> $2
         and page_id in (select pages.id from pages join tickets on tickets.number = pages.ticket_number
           where pages.status = 'planned' and verified = (select verified from tickets where number = $3))
       for no key update skip locked)
     update messages set status = 'bundled', bundled_into = $2 from waiting where id = waiting_id
     returning ${MESSAGE_COLUMNS}`,
    [into.toNumber, into.id, into.ticketNumber],
  );
}

/** What some messages carried goes with them into another one. */
export async function handOverCarried(db: Db, from: readonly { id: string }[], into: string): Promise<void> {
  await db.query('update messages set bundled_into = $2 where bundled_into = any($1)', [
    from.map(({ id }) => id),
    into,
  ]);
}

/** The messages that go out inside another one. */
export async function findCarriedMessages(db: Db, messageId: string): Promise<Message[]> {
  return db.query<Message>(
    `select ${MESSAGE_COLUMNS} from messages where bundled_into = $1 order by created_at`,
    [messageId],
  );
}

/** What a message carried is planned by itself again. @returns their ids */
export async function unbundle(db: Db, messageId: string): Promise<{ id: string; urgency: string }[]> {
  return db.query<{ id: string; urgency: string }>(
    `update messages set status = 'planned', bundled_into = null, ready_at = null where bundled_into = $1
     returning id, urgency`,
    [messageId],
  );
}
