import { FEED_KINDS } from '../../../domain/calendar-feeds/calendar-feed.ts';
import { listCalendarFeeds } from '../../../domain/calendar-feeds/calendar-feed-store.ts';
import {
  createCalendarFeed,
  type FeedFault,
  revokeCalendarFeed,
} from '../../../domain/calendar-feeds/keep-calendar-feeds.ts';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { type FeedChoice, feedShownPage, feedsPage, feedValue } from './feed-pages.ts';

/** Secret addresses for calendars: everybody who works here has their own, who keeps the directory sees all. */
export const FEED_ROUTES: readonly Route[] = [
  get('/shifts/feeds', null, index),
  post('/shifts/feeds', 'work', create),
  post('/shifts/feeds/:id/revoke', 'work', revoke),
];

function index(context: RouteContext): Promise<Answer> {
  return list(context, null);
}

async function create(context: RouteContext): Promise<Answer> {
  const { deps, user, now, body, words } = context;
  const [kindTyped = '', subject = null] = textOf(body, 'what').split(':', 2);
  const kind = FEED_KINDS.find((known) => known === kindTyped);
  if (!kind) return list(context, 'unknown');
  const feed = { kind, subject, language: words.language };
  const made = await deps.database.transaction((tx) => createCalendarFeed({ tx, now }, user, feed));
  if (made.fault !== undefined) return list(context, made.fault);
  const link = deps.publicUrl + address('/calendar/:secret.ics', { secret: made.secret });
  const choices = await choicesIn(context);
  const says = choices.find(({ value }) => value === feedValue(feed))?.says ?? words.feeds.all;
  return { page: feedShownPage(context, says, link), status: 201 };
}

async function revoke({ deps, user, params, now }: RouteContext): Promise<Answer> {
  const id = textOf(params, 'id');
  const isRevoked = await deps.database.transaction((tx) =>
    revokeCalendarFeed({ tx, now }, user, id, may(user, 'registry')),
  );
  return isRevoked ? { to: address('/shifts/feeds', { done: 'revoked' }) } : notFound();
}

async function list(context: RouteContext, fault: FeedFault | null): Promise<Answer> {
  const { deps, user, words } = context;
  const seesAll = may(user, 'registry') || may(user, 'audit');
  const feeds = await listCalendarFeeds(deps.database, seesAll ? null : user.id);
  const notice = noticeIn(context, words.feeds.notices);
  const page = { feeds, choices: await choicesIn(context), fault, notice };
  return { page: feedsPage(context, page), status: fault ? 422 : 200 };
}

/** One's own shifts first, then schedules, all, and those of colleagues. */
async function choicesIn({ deps, user, words }: RouteContext): Promise<FeedChoice[]> {
  const { feeds } = words;
  const [schedules, engineers] = await Promise.all([
    listSchedules(deps.database),
    listEngineers(deps.database),
  ]);
  const ofEngineer = ({ key, name }: { key: string; name: string }) => ({
    value: `engineer:${key}`,
    says: key === user.engineer ? feeds.mine : feeds.ofEngineer(name),
  });
  const isMine = ({ key }: { key: string }) => key === user.engineer;
  return [
    ...engineers.filter(isMine).map(ofEngineer),
    ...[...schedules].map(([name, { title }]) => ({
      value: `schedule:${name}`,
      says: feeds.ofSchedule(title ?? name),
    })),
    { value: 'all', says: feeds.all },
    ...engineers.filter((one) => !isMine(one)).map(ofEngineer),
  ];
}
