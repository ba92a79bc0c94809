import type { Db } from '../../platform/db/database.ts';
import type { Reached, ServiceUpdate } from './service-update.ts';

const COLUMNS = `id, customer_number as "customerNumber", body, author, author_name as "authorName", role, channel,
  written_at as "writtenAt", sent_at as "sentAt"`;

export type NewUpdate = Omit<ServiceUpdate, 'id' | 'sentAt'>;

export async function insertUpdate(db: Db, update: NewUpdate): Promise<ServiceUpdate> {
  return insert(db, update, { code: null, sentAt: update.writtenAt });
}

/** Keeps a draft in the place of an earlier one of its author for the customer. */
export async function replaceDraft(db: Db, update: NewUpdate, code: string): Promise<void> {
  await removeDraft(db, update);
  await insert(db, update, { code, sentAt: null });
}

async function insert(
  db: Db,
  update: NewUpdate,
  { code, sentAt }: { code: string | null; sentAt: Date | null },
): Promise<ServiceUpdate> {
  const { customerNumber, body, author, authorName, role, channel, writtenAt } = update;
  const [row] = await db.query<ServiceUpdate>(
    `insert into service_updates (customer_number, body, author, author_name, role, channel, written_at, code, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
    [customerNumber, body, author, authorName, role, channel, writtenAt, code, sentAt],
  );
  return row as ServiceUpdate;
}

type Draft = Pick<ServiceUpdate, 'customerNumber' | 'author'>;

async function removeDraft(db: Db, { customerNumber, author }: Draft): Promise<void> {
  await db.query(
    'delete from service_updates where customer_number = $1 and author = $2 and sent_at is null',
    [customerNumber, author],
  );
}

/** Marks a draft as sent. @returns it, or null if there is none of this code that is young enough */
export async function takeDraft(
  db: Db,
  { customerNumber, author }: Draft,
  code: string,
  { since, now }: { since: Date; now: Date },
): Promise<ServiceUpdate | null> {
  const [row] = await db.query<ServiceUpdate>(
    `update service_updates set sent_at = $5
     where customer_number = $1 and author = $2 and sent_at is null and code = $3 and written_at > $4 returning ${COLUMNS}`,
    [customerNumber, author, code, since, now],
  );
  return row ?? null;
}

/** For which customer somebody's draft was written after an instant: that with the code, sent or not, else their newest. */
export async function findDraftedFor(
  db: Db,
  author: string,
  code: string,
  since: Date,
): Promise<string | null> {
  const [row] = await db.query<{ customerNumber: string }>(
    `select customer_number as "customerNumber" from service_updates
     where author = $1 and written_at > $3 and (code = $2 or (code is not null and sent_at is null))
     order by code = $2 desc, written_at desc limit 1`,
    [author, code, since],
  );
  return row?.customerNumber ?? null;
}

/** For which customer somebody has written their newest draft after an instant; null: none waits for its code. */
export async function findLastDraft(db: Db, author: string, since: Date): Promise<string | null> {
  const [row] = await db.query<{ customerNumber: string }>(
    `select customer_number as "customerNumber" from service_updates
     where author = $1 and written_at > $2 and code is not null and sent_at is null
     order by written_at desc limit 1`,
    [author, since],
  );
  return row?.customerNumber ?? null;
}

/** How many contacts were told by the update that was sent with a code after an instant. */
export async function countToldBy(
  db: Db,
  { customerNumber, author }: Draft,
  code: string,
  since: Date,
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from service_updates join service_update_contacts on update_id = service_updates.id
     where customer_number = $1 and author = $2 and code = $3 and sent_at > $4`,
    [customerNumber, author, code, since],
  );
  return row?.count ?? 0;
}

/** Counts a wrong code against a draft, which is gone with the last one that is allowed. */
export async function countWrongCode(db: Db, { customerNumber, author }: Draft, max: number): Promise<void> {
  await db.query(
    `update service_updates set wrong_codes = wrong_codes + 1
     where customer_number = $1 and author = $2 and sent_at is null`,
    [customerNumber, author],
  );
  await db.query(
    `delete from service_updates where customer_number = $1 and author = $2 and sent_at is null and wrong_codes >= $3`,
    [customerNumber, author, max],
  );
}

/** Makes those who write to the contacts of a customer wait for each other, until the transaction ends. */
export async function lockUpdatesOf(db: Db, customerNumber: string): Promise<void> {
  await db.query('select from customers where number = $1 for update', [customerNumber]);
}

export async function countUpdatesSince(db: Db, customerNumber: string, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from service_updates where customer_number = $1 and sent_at > $2',
    [customerNumber, since],
  );
  return row?.count ?? 0;
}

/** The same words of the same author to the same customer, sent after an instant. */
export async function findSameUpdate(
  db: Db,
  { customerNumber, author, body }: Pick<ServiceUpdate, 'customerNumber' | 'author' | 'body'>,
  since: Date,
): Promise<ServiceUpdate | null> {
  const [row] = await db.query<ServiceUpdate>(
    `select ${COLUMNS} from service_updates
     where customer_number = $1 and author = $2 and body = $3 and sent_at > $4 order by sent_at desc limit 1`,
    [customerNumber, author, body, since],
  );
  return row ?? null;
}

export async function addReached(
  db: Db,
  updateId: string,
  { contactId, messageId }: { contactId: string; messageId: string | null },
): Promise<void> {
  await db.query(
    'insert into service_update_contacts (update_id, contact_id, message_id) values ($1, $2, $3)',
    [updateId, contactId, messageId],
  );
}

/** What a customer's contacts were told, the newest first, and who was reached. */
export async function listUpdates(
  db: Db,
  customerNumber: string,
  limit: number,
): Promise<(ServiceUpdate & { sentAt: Date; reached: Reached[] })[]> {
  return db.query(
    `select ${COLUMNS}, (
       select coalesce(jsonb_agg(jsonb_build_object('contact', contacts.name,
         'status', case when messages.spoken_at is not null then 'spoken' else coalesce(again.status, messages.status) end)
         order by contacts.seat, contacts.name), '[]')
       from service_update_contacts join contacts on contacts.id = contact_id
         left join messages on messages.id = message_id
         left join lateral (select status from messages later where later.instead_of = message_id
           order by later.created_at desc, later.id desc limit 1) again on true
       where update_id = service_updates.id) as reached
     from service_updates where customer_number = $1 and sent_at is not null order by sent_at desc, id limit $2`,
    [customerNumber, limit],
  );
}
