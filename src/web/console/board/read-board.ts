import { hash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { type LineStanding, readLineStanding } from '../../../domain/drill/line-standing.ts';
import { houseZone } from '../../../domain/paging/house-zone.ts';
import { judgeReach, type PagingRecord, type Reach } from '../../../domain/paging/nobody-has-it.ts';
import { findPagingRecords } from '../../../domain/paging/paging-record-store.ts';
import { calendarOf } from '../../../domain/tickets/ticket-window.ts';
import type { Db } from '../../../platform/db/database.ts';
import { readAhead } from '../../../platform/read-ahead.ts';
import type { ConsoleDeps } from '../deps.ts';
import { canOpenTickets } from '../first-steps/first-steps-store.ts';
import { listWaitingRequests, type RequestRow } from '../requests/request-store.ts';
import { type KeptTextRow, listUnreadTexts } from '../texts/text-list-store.ts';
import { type CaseClock, readClock } from './case-clock.ts';
import { type Health, readHealth } from './health-store.ts';
import { type LiveCall, listLiveCalls } from './live-call-store.ts';
import { countOpenCases, findOpenCases, listOpenCaseVersions, type OpenCaseRow } from './open-case-store.ts';
import { type OnCallLine, readOnCall } from './read-on-call.ts';

export type OpenCase = Omit<OpenCaseRow, 'calendar' | 'clock' | 'windowFrom' | 'holderAway'> & {
  time: CaseClock;
  /** how it stands while nobody has it; null: somebody has */
  reach: Reach | null;
  /** whoever has it is absent */
  isHolderAway: boolean;
  /** another one as soon as anything else is to be shown of what is on record about it */
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
  /** what was written to us that belongs to no ticket, and that nobody has read */
  texts: KeptTextRow[];
  calls: LiveCall[];
  onCall: OnCallLine[];
  /** there is all that a ticket cannot do without */
  opensTickets: boolean;
  health: Health;
  /** whether callers get through, as far as drills tell; null: there are none */
  line: LineStanding | null;
}

const MAX_CASES = 500;
const MAX_CALLS = 100;
const MAX_REQUESTS = 20;
const MAX_TEXTS = 20;
/** A rota changes rarely, and is costly to look ahead in: news of a ticket does not wait for it. */
const ON_CALL_MS = 10_000;

/** How many of the tickets were opened by callers who could not say who they are. */
export function unverifiedOf(cases: readonly Pick<OpenCase, 'verified'>[]): number {
  return cases.filter(({ verified }) => !verified).length;
}

/** @returns reads the board; who is on call is read again every ten seconds */
export function createBoardReader(
  deps: Pick<ConsoleDeps, 'database' | 'queue' | 'hotline'>,
): (now: Date) => Promise<Board> {
  const { database, queue, hotline } = deps;
  const readCases = createCaseReader(database);
  const onCallAt = readAhead((now) => readOnCall(database, now), ON_CALL_MS);
  return async (now) => {
    const [zone, cases, requests, texts, calls, onCall, opensTickets, health, line] = await Promise.all([
      houseZone(database),
      readCases(now),
      listWaitingRequests(database, now, MAX_REQUESTS),
      listUnreadTexts(database, MAX_TEXTS),
      listLiveCalls(database, MAX_CALLS),
      onCallAt(now),
      canOpenTickets(database),
      readHealth(database, queue, now),
      hotline.drillNumber === undefined ? null : readLineStanding(database, now),
    ]);
    const day = DateTime.fromJSDate(now, { zone }).toISODate() ?? '';
    return { day, ...cases, requests, texts, calls, onCall, opensTickets, health, line };
  };
}

/** What is on record about an open ticket. */
type KnownCase = OpenCaseRow & { version: string; stamp: string; paging: PagingRecord | null };

/** @returns reads the open tickets; only those about which something new is on record are read anew */
function createCaseReader(db: Db): (now: Date) => Promise<Pick<Board, 'cases' | 'openCount'>> {
  let known = new Map<string, KnownCase>();
  return async (now) => {
    const versions = await listOpenCaseVersions(db, MAX_CASES);
    const openCount = versions.length < MAX_CASES ? versions.length : await countOpenCases(db);
    const changed = versions.filter(({ number, version }) => known.get(number)?.version !== version);
    const rows = await readCases(
      db,
      changed.map(({ number }) => number),
    );
    const fresh = new Map(rows.map((row) => [row.number, row]));
    const current = versions.flatMap(({ number, version }) => {
      const row = fresh.get(number) ?? known.get(number);
      return row ? [{ ...row, version }] : [];
    });
    known = new Map(current.map((row) => [row.number, row]));
    return { cases: await judgeCases(db, current, now), openCount };
  };
}

async function readCases(db: Db, numbers: readonly string[]): Promise<Omit<KnownCase, 'version'>[]> {
  if (numbers.length === 0) return [];
  const [rows, records] = await Promise.all([findOpenCases(db, numbers), findPagingRecords(db, numbers)]);
  return rows.map((row) => {
    const stamp = hash('sha1', JSON.stringify(row), 'base64');
    return { ...row, stamp, paging: records.get(row.number) ?? null };
  });
}

async function judgeCases(db: Db, rows: readonly KnownCase[], now: Date): Promise<OpenCase[]> {
  const calendars = new Map<string, Calendar>();
  for (const name of new Set(rows.map(({ calendar }) => calendar))) {
    calendars.set(name, (await calendarOf(db, name)).calendar);
  }
  return rows.flatMap(({ calendar: name, clock, windowFrom, holderAway, paging, ...row }) => {
    const calendar = calendars.get(name);
    const window = calendar && { clock, calendar, windowFrom, respondBy: row.respondBy };
    if (!window) return [];
    const reach = paging && judgeReach(paging, now);
    const isHolderAway = holderAway.some(({ from, until }) => new Date(from) <= now && now < new Date(until));
    return [{ ...row, time: readClock(window, now), reach, isHolderAway }];
  });
}
