/** What a feed tells of: one engineer's shifts, those of a schedule, all. */
export const FEED_KINDS = ['engineer', 'schedule', 'all'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** A secret address under which a calendar reads shifts, as people see it. */
export interface CalendarFeed {
  id: string;
  userId: string;
  userName: string;
  kind: FeedKind;
  /** an engineer's key, a schedule's name; null: all */
  subject: string | null;
  language: string;
  /** the last characters of its secret */
  ending: string;
  createdAt: Date;
  /** null: never */
  lastFetchedAt: Date | null;
}
