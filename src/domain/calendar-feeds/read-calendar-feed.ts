import { hash } from 'node:crypto';
import type { Work } from '../../platform/db/work.ts';
import { DAY, WEEK_MS } from '../calendar/local-time.ts';
import { listEngineersEver } from '../oncall/engineers/engineer-store.ts';
import { namesByKey } from '../oncall/engineers/names-by-key.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { type Shift, wholeShiftsBetween } from '../oncall/shifts.ts';
import { findSchedules, listSchedules } from '../plans/rule-store.ts';
import { hashOfToken } from '../users/opaque-token.ts';
import { findOpenFeed, noteFetched, type OpenFeed } from './calendar-feed-store.ts';
import { decidePublishedShifts, type PublishedShift } from './decide-published-shifts.ts';
import { listPublishedShifts, writePublishedShifts } from './published-shift-store.ts';
import { type FeedEvent, writeCalendarFeed } from './write-calendar-feed.ts';

const WEEKS_BACK = 4;
const WEEKS_AHEAD = 27;
/** Of a schedule; hourly turns would fill any calendar. */
const MAX_SHIFTS = 1_000;
/** What `makeToken` makes; nothing else needs a look at the record. */
const SECRET = /^[\w-]{43}$/;

/** How a feed says what it says, in its language. */
export interface FeedWords {
  /** of one engineer: their name; of a schedule: what it is called; null: all */
  title(of: string | null): string;
  /** in the calendar of the one who is on call */
  mine(schedule: string): string;
}

export interface FeedContent {
  body: string;
  /** the same as long as the body is */
  hash: string;
  /** since when it is the same, as far as it was asked for */
  changedAt: Date;
}

/**
 * What a secret opens; null: nothing, or no more. That it was read is noted.
 * @param isReading false: somebody only asks what there is
 */
export async function readCalendarFeed(
  work: Work,
  secret: string,
  wordsIn: (language: string) => FeedWords,
  isReading = true,
): Promise<FeedContent | null> {
  const { tx, now } = work;
  const feed = SECRET.test(secret) ? await findOpenFeed(tx, hashOfToken(secret)) : null;
  if (!feed) return null;
  const body = await writeFeed(work, feed, wordsIn(feed.language));
  const digest = hash('sha256', body, 'base64url');
  const isSame = digest === feed.contentHash;
  const content = { hash: digest, changedAt: (isSame && feed.contentChangedAt) || now };
  await noteFetched(tx, feed.id, content, isReading ? now : null);
  return { body, ...content };
}

async function writeFeed(work: Work, { kind, subject }: OpenFeed, words: FeedWords): Promise<string> {
  const nameOf = namesByKey(await listEngineersEver(work.tx));
  const summaryOf = (engineer: string, title: string) => `${nameOf(engineer)} (${title})`;
  const told = await tellShifts(work, kind === 'schedule' ? subject : null, summaryOf);
  const events = told
    .filter(({ shift }) => kind !== 'engineer' || shift.engineer === subject)
    .map(({ shift, zone, title }): FeedEvent => {
      const summary = kind === 'engineer' ? words.mine(title) : summaryOf(shift.engineer, title);
      return { ...shift, zone, summary };
    });
  const of = kind === 'engineer' ? nameOf(subject ?? '') : (told[0]?.title ?? subject);
  return writeCalendarFeed(words.title(kind === 'all' ? null : of), events);
}

interface ToldShift {
  shift: PublishedShift;
  zone: string;
  /** what the schedule is called */
  title: string;
}

/**
 * What calendars are told from now on, in order; what is news among it is written down.
 * @param only of this schedule
 * @param summaryOf what a shift of an engineer in a schedule is called
 */
async function tellShifts(
  { tx, now }: Work,
  only: string | null,
  summaryOf: (engineer: string, title: string) => string,
): Promise<ToldShift[]> {
  const week = Math.floor(now.getTime() / WEEK_MS) * WEEK_MS;
  const from = new Date(week - WEEKS_BACK * WEEK_MS);
  const until = new Date(week + WEEKS_AHEAD * WEEK_MS + DAY);
  const [inForce, known] = [await listSchedules(tx), await listPublishedShifts(tx, only, from)];
  const names = [...new Set([...inForce.keys(), ...known.map(({ schedule }) => schedule)])].filter(
    (name) => only === null || name === only,
  );
  const definitions = await findSchedules(tx, names);
  const told = names.sort().flatMap((schedule) => {
    const definition = definitions.get(schedule);
    if (!definition) return [];
    const { shifts, reach } = shiftsIn(inForce.get(schedule), from, until);
    const ofIt = known.filter((one) => one.schedule === schedule);
    const title = definition.title ?? schedule;
    const calledOf = (engineer: string) => hash('sha256', summaryOf(engineer, title), 'hex');
    const news = decidePublishedShifts({ schedule, shifts, known: ofIt, calledOf, reach }, now);
    const all = new Map([...ofIt, ...news].map((one) => [one.uid, one]));
    const shown = [...all.values()].filter((one) => one.from < reach);
    const place = { zone: definition.timezone, title };
    return [{ news, shown: shown.map((shift) => ({ shift, ...place })) }];
  });
  await writePublishedShifts(
    tx,
    told.flatMap(({ news }) => news),
  );
  return told
    .flatMap(({ shown }) => shown)
    .toSorted(
      ({ shift: one }, { shift: other }) =>
        one.from.getTime() - other.from.getTime() || (one.uid < other.uid ? -1 : 1),
    );
}

/** The shifts of a schedule, as many as a calendar is told of. @param schedule undefined: it is not in force any more */
function shiftsIn(
  schedule: ScheduleDefinition | undefined,
  from: Date,
  until: Date,
): { shifts: Shift[]; reach: Date } {
  const all = schedule ? wholeShiftsBetween(schedule, from, until) : [];
  return { shifts: all.slice(0, MAX_SHIFTS), reach: all[MAX_SHIFTS]?.from ?? until };
}
