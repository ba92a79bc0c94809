import { DateTime } from 'luxon';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { houseZone } from '../../../domain/paging/house-zone.ts';
import { calendarOf } from '../../../domain/tickets/ticket-window.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { ConsoleDeps } from '../deps.ts';
import { listWaitingRequests, type RequestRow } from '../requests/request-store.ts';
import { type CaseClock, readClock, type Urgency } from './case-clock.ts';
import { type Health, readHealth } from './health-store.ts';
import { type LiveCall, listLiveCalls } from './live-call-store.ts';
import { countOpenCases, findOpenCases, listOpenCaseStamps, type OpenCaseRow } from './open-case-store.ts';
import { type OnCallLine, readOnCall } from './read-on-call.ts';

export type OpenCase = Omit<OpenCaseRow, 'calendar' | 'clock' | 'windowFrom'> & {
  time: CaseClock;
  /** another one as soon as anything new is on record about it */
  stamp: string;
};

/** All that the live board shows. It stays the same until something happens: running clocks are instants in it. */
export interface Board {
  /** the local day, `2026-11-26`: instants of other days are written with theirs */
  day: string;
  cases: OpenCase[];
  /** open tickets in all; the board shows the most pressing ones */
  openCount: number;
  /** requests in writing that wait to be phoned in */
  requests: RequestRow[];
  calls: LiveCall[];
  onCall: OnCallLine[];
  health: Health;
}

const MAX_CASES = 500;
const MAX_CALLS = 100;
const MAX_REQUESTS = 20;
/** A rota changes rarely, and is costly to look ahead in. */
const ON_CALL_MS = 10_000;

/** How many tickets are missed, and how many are near: the answer to the one question. */
export function verdictOf(cases: readonly OpenCase[]): { missed: number; near: number } {
  const count = (urgency: Urgency) => cases.filter(({ time }) => time.urgency === urgency).length;
  return { missed: count('missed'), near: count('near') };
}

/** How many of the tickets were opened by callers who could not say who they are. */
export function unverifiedOf(cases: readonly Pick<OpenCase, 'verified'>[]): number {
  return cases.filter(({ verified }) => !verified).length;
}

/** @returns reads the board; who is on call is read again every ten seconds */
export function createBoardReader(
  deps: Pick<ConsoleDeps, 'database' | 'queue'>,
): (now: Date) => Promise<Board> {
  const { database, queue } = deps;
  const readCases = createCaseReader(database);
  let known: { at: Date; onCall: Promise<OnCallLine[]> } | undefined;
  const onCallAt = (now: Date) => {
    if (!known || Math.abs(now.getTime() - known.at.getTime()) > ON_CALL_MS) {
      const onCall = readOnCall(database, now);
      known = { at: now, onCall };
      onCall.catch(() => {
        known = undefined;
      });
    }
    return known.onCall;
  };
  return async (now) => {
    const [zone, cases, requests, calls, onCall, health] = await Promise.all([
      houseZone(database),
      readCases(now),
      listWaitingRequests(database, now, MAX_REQUESTS),
      listLiveCalls(database, MAX_CALLS),
      onCallAt(now),
      readHealth(database, queue, now),
    ]);
    const day = DateTime.fromJSDate(now, { zone }).toISODate() ?? '';
    return { day, ...cases, requests, calls, onCall, health };
  };
}

/** @returns reads the open tickets; only those about which something new is on record are read anew */
function createCaseReader(db: Db): (now: Date) => Promise<Pick<Board, 'cases' | 'openCount'>> {
  let known = new Map<string, OpenCaseRow & { stamp: string }>();
  return async (now) => {
    const stamps = await listOpenCaseStamps(db, MAX_CASES);
    const openCount = stamps.length < MAX_CASES ? stamps.length : await countOpenCases(db);
    const changed = stamps.filter(({ number, stamp }) => known.get(number)?.stamp !== stamp);
    const numbers = changed.map(({ number }) => number);
    const found = numbers.length > 0 ? await findOpenCases(db, numbers) : [];
    const rows = new Map(found.map((row) => [row.number, row]));
    const current = stamps.flatMap(({ number, stamp }) => {
      const row = rows.get(number) ?? known.get(number);
      return row ? [{ ...row, stamp }] : [];
    });
    known = new Map(current.map((row) => [row.number, row]));
    return { cases: await withClocks(db, current, now), openCount };
  };
}

async function withClocks(
  db: Db,
  rows: readonly (OpenCaseRow & { stamp: string })[],
  now: Date,
): Promise<OpenCase[]> {
  const calendars = new Map<string, Calendar>();
  for (const name of new Set(rows.map(({ calendar }) => calendar))) {
    calendars.set(name, (await calendarOf(db, name)).calendar);
  }
  return rows.flatMap(({ calendar: name, clock, windowFrom, ...row }) => {
    const calendar = calendars.get(name);
    const window = calendar && { clock, calendar, windowFrom, respondBy: row.respondBy };
    return window ? [{ ...row, time: readClock(window, now) }] : [];
  });
}
