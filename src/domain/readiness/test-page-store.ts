import type { Db } from '../../platform/db/database.ts';
import { OPEN_PAGE } from '../paging/page.ts';
import type { TestPage } from './test-page.ts';

/** What the carrier knows of when it went, kept beyond the text and the call themselves. */
const KNOWN_SENT = `coalesce(sent_at, (select messages.sent_at from messages where messages.id = message_id),
  (select accepted_at from calls where calls.id = call_id))`;

const COLUMNS = `id, engineer, number, channel, quiet, asked_how as "askedHow", asked_by as "askedBy", asked_at as "askedAt", code,
  wrong_codes as "wrongCodes", planned_at as "plannedAt", delivered_at as "deliveredAt", ended_at as "endedAt", outcome, reason,
  call_id as "callId",
  ${KNOWN_SENT} as "sentAt"`;

export type NewTest = Pick<
  TestPage,
  'engineer' | 'number' | 'channel' | 'quiet' | 'askedHow' | 'askedBy' | 'askedAt'
>;

/** @returns null if one on this channel is under way already */
export async function insertTest(db: Db, test: NewTest): Promise<TestPage | null> {
  const [row] = await db.query<TestPage>(
    `insert into test_pages (engineer, number, channel, quiet, asked_how, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning ${COLUMNS}`,
    [test.engineer, test.number, test.channel, test.quiet, test.askedHow, test.askedBy, test.askedAt],
  );
  return row ?? null;
}

export async function lockTest(db: Db, id: string): Promise<TestPage | null> {
  return one(db, 'id = $1 for no key update', [id]);
}

/** The test that a leg rings for, locked. */
export async function lockTestOfCall(db: Db, callId: string): Promise<TestPage | null> {
  return one(db, 'call_id = $1 for no key update', [callId]);
}

/** The test that a text is, locked. */
export async function lockTestOfMessage(db: Db, messageId: string): Promise<TestPage | null> {
  return one(db, 'message_id = $1 for no key update', [messageId]);
}

/** The test that a link belongs to, locked. */
export async function lockTestOfLink(db: Db, linkHash: Buffer): Promise<TestPage | null> {
  return one(db, 'link_hash = $1 for no key update', [linkHash]);
}

/** The last texts that somebody was sent as a test, the newest first, locked. */
export async function lockLastTexts(db: Db, engineer: string, limit: number): Promise<TestPage[]> {
  return db.query<TestPage>(
    `select ${COLUMNS} from test_pages where engineer = $1 and channel = 'sms' and code is not null
     order by asked_at desc limit $2 for no key update`,
    [engineer, limit],
  );
}

/** Somebody's tests since an instant, the newest first. */
export async function listTests(db: Db, engineer: string, since: Date, limit: number): Promise<TestPage[]> {
  return db.query<TestPage>(
    `select ${COLUMNS} from test_pages where engineer = $1 and asked_at >= $2 order by asked_at desc, id limit $3`,
    [engineer, since, limit],
  );
}

/** It goes out: by which text or call, and how it is answered. */
export async function planTest(
  db: Db,
  id: string,
  by: { at: Date; messageId?: string; callId?: string; code?: string; linkHash?: Buffer },
): Promise<void> {
  await db.query(
    `update test_pages set planned_at = $2, message_id = $3, call_id = $4, code = $5, link_hash = $6 where id = $1`,
    [id, by.at, by.messageId ?? null, by.callId ?? null, by.code ?? null, by.linkHash ?? null],
  );
}

export async function noteTestArrived(db: Db, id: string, at: Date): Promise<void> {
  await db.query(
    `update test_pages set delivered_at = coalesce(delivered_at, $2), sent_at = ${KNOWN_SENT} where id = $1`,
    [id, at],
  );
}

export async function addWrongTestCode(db: Db, id: string): Promise<void> {
  await db.query('update test_pages set wrong_codes = wrong_codes + 1 where id = $1', [id]);
}

/** @returns whether it was not over before */
export async function endTest(
  db: Db,
  id: string,
  end: { outcome: NonNullable<TestPage['outcome']>; reason?: string; at: Date },
): Promise<boolean> {
  const rows = await db.query(
    `update test_pages set outcome = $2, reason = $3, ended_at = $4, sent_at = ${KNOWN_SENT},
       delivered_at = case when $2 = 'confirmed' then coalesce(delivered_at, $4) else delivered_at end
     where id = $1 and ended_at is null returning id`,
    [id, end.outcome, end.reason ?? null, end.at],
  );
  return rows.length > 0;
}

/** Whether a text is a test that is over: it is not sent any more. */
export async function isOverTest(db: Db, messageId: string): Promise<boolean> {
  const rows = await db.query('select from test_pages where message_id = $1 and ended_at is not null', [
    messageId,
  ]);
  return rows.length > 0;
}

/** The leg of a test that is not over; null: there is none. */
export async function findLegOfTest(db: Db, id: string): Promise<string | null> {
  const [row] = await db.query<{ call: string }>(
    `select calls.id as call from test_pages join calls on calls.id = call_id
     where test_pages.id = $1 and calls.ended_at is null`,
    [id],
  );
  return row?.call ?? null;
}

/** The legs that ring somebody as a test, or are going to. */
export async function findTestLegs(db: Db, engineer: string): Promise<{ id: string; isPickedUp: boolean }[]> {
  return db.query<{ id: string; isPickedUp: boolean }>(
    `select calls.id, calls.answered_at is not null as "isPickedUp" from test_pages join calls on calls.id = call_id
     where test_pages.engineer = $1 and test_pages.channel = 'call' and calls.ended_at is null`,
    [engineer],
  );
}

/** Whether somebody is being paged, or on the phone with us: no moment for a test. */
export async function isWanted(db: Db, engineer: string): Promise<boolean> {
  const [row] = await db.query<{ wanted: boolean }>(
    `select exists (select from pages join tickets on tickets.number = pages.ticket_number
         where engineer = $1 and pages.status = any($2) and tickets.status = 'open')
       or exists (select from calls where engineer = $1 and ended_at is null
         and not exists (select from test_pages where call_id = calls.id)) as wanted`,
    [engineer, OPEN_PAGE],
  );
  return row?.wanted ?? false;
}

/** Tests of long ago say nothing any more. */
export async function dropOldTests(db: Db, before: Date): Promise<void> {
  await db.query('delete from test_pages where asked_at < $1', [before]);
}

async function one(db: Db, where: string, params: readonly unknown[]): Promise<TestPage | null> {
  const [row] = await db.query<TestPage>(`select ${COLUMNS} from test_pages where ${where}`, params);
  return row ?? null;
}
