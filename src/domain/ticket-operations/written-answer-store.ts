import type { Db } from '../../platform/db/database.ts';
import type { Means } from '../tickets/ticket.ts';
import type { Actor } from '../users/actor.ts';
import type { QualifiedAnswer } from './decide-answered.ts';

/** An answer that was written without a talk, and the SMS that brings it to the customer. */
export interface WrittenAnswer {
  messageId: string;
  ticketNumber: string;
  by: Actor;
  how: QualifiedAnswer;
  channel: Means;
  /** null: nothing was written but that there is an answer */
  text: string | null;
}

const COLUMNS = `message_id as "messageId", ticket_number as "ticketNumber", by, how, channel, text`;

export async function insertWrittenAnswer(db: Db, answer: WrittenAnswer, now: Date): Promise<void> {
  const { messageId, ticketNumber, by, how, channel, text } = answer;
  await db.query(
    `insert into written_answers (message_id, ticket_number, by, how, channel, text, written_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [messageId, ticketNumber, JSON.stringify(by), how, channel, text, now],
  );
}

/** Whether an answer with these words is on its way to the customer already. */
export async function isOnItsWay(
  db: Db,
  { ticketNumber, by, how, text }: Pick<WrittenAnswer, 'ticketNumber' | 'by' | 'how' | 'text'>,
): Promise<boolean> {
  const rows = await db.query(
    `select from written_answers where ticket_number = $1 and by = $2 and how = $3 and text is not distinct from $4
       and settled_at is null limit 1`,
    [ticketNumber, JSON.stringify(by), how, text],
  );
  return rows.length > 0;
}

/** The answer that an SMS carries, as long as nobody knows whether it has arrived. */
export async function findPendingAnswer(db: Db, messageId: string): Promise<WrittenAnswer | null> {
  const [row] = await db.query<WrittenAnswer>(
    `select ${COLUMNS} from written_answers where message_id = $1 and settled_at is null`,
    [messageId],
  );
  return row ?? null;
}

/** The last answer that was sent to a ticket's customer, as long as nobody knows whether it has arrived. */
export async function findSentAnswer(db: Db, ticketNumber: string): Promise<WrittenAnswer | null> {
  const [row] = await db.query<WrittenAnswer>(
    `select ${COLUMNS} from written_answers where ticket_number = $1 and settled_at is null
       and exists (select from messages where id = message_id and status <> 'planned')
     order by written_at desc limit 1`,
    [ticketNumber],
  );
  return row ?? null;
}

/** Settles an answer, once, and forgets its words. @returns whether this was what settled it */
export async function settleWrittenAnswer(
  db: Db,
  messageId: string,
  outcome: 'reached' | 'not-delivered',
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `update written_answers set outcome = $2, settled_at = $3, text = null
     where message_id = $1 and settled_at is null returning message_id`,
    [messageId, outcome, now],
  );
  return rows.length > 0;
}

/** The SMS did not arrive, and another phone gets its words. */
export async function moveWrittenAnswer(db: Db, from: string, to: string): Promise<void> {
  await db.query('update written_answers set message_id = $2 where message_id = $1', [from, to]);
}

/** The ticket is over: what is still on its way changes nothing any more. */
export async function overtakeWrittenAnswers(db: Db, ticketNumber: string, now: Date): Promise<void> {
  await db.query(
    `update written_answers set outcome = 'overtaken', settled_at = $2, text = null
     where ticket_number = $1 and settled_at is null`,
    [ticketNumber, now],
  );
}

/** Whether a further answer of the same ticket is on its way. */
export async function isAnotherOnItsWay(
  db: Db,
  { ticketNumber, messageId }: Pick<WrittenAnswer, 'ticketNumber' | 'messageId'>,
): Promise<boolean> {
  const rows = await db.query(
    'select from written_answers where ticket_number = $1 and message_id <> $2 and settled_at is null limit 1',
    [ticketNumber, messageId],
  );
  return rows.length > 0;
}
