import type { Work } from '../../platform/db/work.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { findScheduleEntry } from '../oncall/schedule-store.ts';
import { addAuditEntry } from '../users/audit-trail-store.ts';
import { hashOfToken, makeToken } from '../users/opaque-token.ts';
import type { User } from '../users/user.ts';
import type { CalendarFeed } from './calendar-feed.ts';
import { insertCalendarFeed, listCalendarFeeds, revokeCalendarFeedRow } from './calendar-feed-store.ts';

/** More than anybody has calendars. */
const MAX_FEEDS = 20;
const ENDING_LENGTH = 4;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type FeedFault = 'unknown' | 'many';

/** A new feed of a user. @returns the secret in its address, which is told once */
export async function createCalendarFeed(
  { tx, now }: Work,
  by: Pick<User, 'id' | 'name'>,
  feed: Pick<CalendarFeed, 'kind' | 'subject' | 'language'>,
): Promise<{ secret: string; fault?: never } | { secret?: never; fault: FeedFault }> {
  if (!(await isThere({ tx, now }, feed))) return { fault: 'unknown' };
  if ((await listCalendarFeeds(tx, by.id)).length >= MAX_FEEDS) return { fault: 'many' };
  const secret = makeToken();
  const ending = secret.slice(-ENDING_LENGTH);
  await insertCalendarFeed(tx, { ...feed, userId: by.id, ending, hash: hashOfToken(secret) }, now);
  const detail = { kind: feed.kind, ending };
  await addAuditEntry(tx, by, { action: 'feed-added', subject: feed.subject, detail }, now);
  return { secret };
}

async function isThere(
  { tx }: Work,
  { kind, subject }: Pick<CalendarFeed, 'kind' | 'subject'>,
): Promise<boolean> {
  if (kind === 'all') return subject === null;
  if (kind === 'schedule') return subject !== null && (await findScheduleEntry(tx, subject)) !== null;
  const engineer = subject === null ? null : await findEngineer(tx, subject);
  return engineer !== null && !engineer.retired;
}

/** From now on its address opens nothing. @param mayAll also if it is somebody else's @returns whether there was one */
export async function revokeCalendarFeed(
  { tx, now }: Work,
  by: Pick<User, 'id' | 'name'>,
  id: string,
  mayAll: boolean,
): Promise<boolean> {
  const feed = UUID.test(id) ? await revokeCalendarFeedRow(tx, id, mayAll ? null : by.id, now) : null;
  if (!feed) return false;
  const detail = { kind: feed.kind, ending: feed.ending };
  await addAuditEntry(tx, by, { action: 'feed-revoked', subject: feed.subject, detail }, now);
  return true;
}
