import type { Db } from '../../platform/db/database.ts';
import type { CalendarFeed } from './calendar-feed.ts';

const FEED = `calendar_feeds.id, user_id as "userId", users.name as "userName", kind, calendar_feeds.subject, language, ending,
  calendar_feeds.created_at as "createdAt", last_fetched_at as "lastFetchedAt"`;
/** A feed lives no longer than its user. */
const IN_FORCE = 'users on users.id = user_id and users.retired_at is null where revoked_at is null';

export type NewCalendarFeed = Pick<CalendarFeed, 'userId' | 'kind' | 'subject' | 'language' | 'ending'> & {
  hash: Buffer;
};

export async function insertCalendarFeed(db: Db, feed: NewCalendarFeed, now: Date): Promise<void> {
  await db.query(
    `insert into calendar_feeds (user_id, kind, subject, language, ending, secret_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [feed.userId, feed.kind, feed.subject, feed.language, feed.ending, feed.hash, now],
  );
}

/** Feeds in force, the newest first. @param userId of this user only; null: of everybody */
export async function listCalendarFeeds(db: Db, userId: string | null): Promise<CalendarFeed[]> {
  return db.query<CalendarFeed>(
    `select ${FEED} from calendar_feeds join ${IN_FORCE} and ($1::uuid is null or user_id = $1)
     order by calendar_feeds.created_at desc, calendar_feeds.id limit 500`,
    [userId],
  );
}

/** @param userId only if it is of this user; null: whoever has it @returns the feed that was in force */
export async function revokeCalendarFeedRow(
  db: Db,
  id: string,
  userId: string | null,
  now: Date,
): Promise<Pick<CalendarFeed, 'kind' | 'subject' | 'ending'> | null> {
  const [row] = await db.query<Pick<CalendarFeed, 'kind' | 'subject' | 'ending'>>(
    `update calendar_feeds set revoked_at = $3
     where id = $1 and revoked_at is null and ($2::uuid is null or user_id = $2) returning kind, subject, ending`,
    [id, userId, now],
  );
  return row ?? null;
}

/** What a secret opens, and what was told last. */
export type OpenFeed = Pick<CalendarFeed, 'id' | 'kind' | 'subject' | 'language'> & {
  contentHash: string | null;
  contentChangedAt: Date | null;
};

export async function findOpenFeed(db: Db, hash: Buffer): Promise<OpenFeed | null> {
  const [row] = await db.query<OpenFeed>(
    `select calendar_feeds.id, kind, calendar_feeds.subject, language, content_hash as "contentHash",
       content_changed_at as "contentChangedAt" from calendar_feeds join ${IN_FORCE} and secret_hash = $1`,
    [hash],
  );
  return row ?? null;
}

/** Notes that a feed was read, and what it told. @param at null: it was only made, and read by nobody */
export async function noteFetched(
  db: Db,
  id: string,
  content: { hash: string; changedAt: Date },
  at: Date | null,
): Promise<void> {
  await db.query(
    `update calendar_feeds set last_fetched_at = coalesce($4, last_fetched_at), content_hash = $2, content_changed_at = $3 where id = $1`,
    [id, content.hash, content.changedAt, at],
  );
}
