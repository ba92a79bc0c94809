import type { CallStatus } from '../../src/domain/calls/call.ts';
import type { Channel, PageStatus } from '../../src/domain/paging/page.ts';
import type { TimelineKind } from '../../src/domain/tickets/timeline-store.ts';
import { type Database, type Db, openDatabase } from '../../src/platform/db/database.ts';
import {
  findForgotten,
  findHungAttempts,
  findUndialledLegs,
  findUnsentMessages,
  findUnsentPages,
  findUnwatchedLegs,
} from '../../src/worker/watchdog/invariant-store.ts';

/** What the service has on record when the run is over. */
export interface Books {
  calls: LoggedCall[];
  /** how each leg fared, in the order it was noted */
  statuses: { callId: string; status: CallStatus }[];
  tickets: LoggedTicket[];
  events: { ticket: string; at: Date; kind: TimelineKind; detail: Record<string, unknown> }[];
  pages: LoggedPage[];
  messages: LoggedMessage[];
  callbacks: { ticket: string; status: 'open' | 'done' | 'withdrawn' }[];
  overdue: { kind: string; subject: string; dueAt: Date; attempts: number }[];
  /** what was brought on record from the carrier's lists afterwards */
  merged: { calls: number; recordings: number; messages: number };
  /** what nothing would ever drive on, as the auditor finds it */
  abandoned: string[];
}

export interface LoggedCall {
  id: string;
  sid: string | null;
  status: CallStatus;
  party: string;
  endedAt: Date | null;
}

export interface LoggedTicket {
  number: string;
  callId: string | null;
  severity: number;
  verified: boolean;
  status: 'open' | 'acknowledged' | 'answered' | 'closed';
  abandoned: boolean;
  windowFrom: Date;
}

export interface LoggedPage {
  id: string;
  ticket: string;
  round: number;
  step: number;
  number: string;
  channel: Channel;
  status: PageStatus;
  callId: string | null;
  plannedAt: Date;
}

export interface LoggedMessage {
  id: string;
  audience: string;
  toNumber: string;
  status: string;
  pageId: string | null;
  ticket: string | null;
  body: string;
}

/** All at one instant: a ticket that is answered between two of the questions would seem to have lost its callback. */
export async function readBooks(url: string, now: Date): Promise<Books> {
  return withDatabase(url, (database) =>
    database.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      return readAll(tx, now);
    }),
  );
}

async function readAll(database: Db, now: Date): Promise<Books> {
  return {
    calls: await database.query<LoggedCall>(
      'select id, sid, status, party, ended_at as "endedAt" from calls',
    ),
    statuses: await database.query(
      `select call_id as "callId", detail ->> 'status' as status from call_events where kind = 'status' order by id`,
    ),
    tickets: await database.query<LoggedTicket>(
      `select number, call_id as "callId", severity, verified, status, abandoned, window_from as "windowFrom" from tickets`,
    ),
    events: await database.query(
      'select ticket_number as ticket, at, kind, detail from ticket_events order by id',
    ),
    pages: await database.query<LoggedPage>(
      `select id, ticket_number as ticket, round, step, number, channel, status, call_id as "callId",
         planned_at as "plannedAt" from pages`,
    ),
    messages: await database.query<LoggedMessage>(
      `select id, audience, to_number as "toNumber", status, page_id as "pageId", ticket_number as ticket, body
       from messages where direction = 'outbound'`,
    ),
    callbacks: await database.query('select ticket_number as ticket, status from callbacks'),
    overdue: await database.query(
      'select kind, subject, due_at as "dueAt", attempts from timers where due_at < $1 order by due_at',
      [now],
    ),
    merged: await readMerged(database),
    abandoned: await findAbandoned(database, now),
  };
}

async function readMerged(database: Db): Promise<Books['merged']> {
  const [row] = await database.query<Books['merged']>(
    `select coalesce(sum(calls), 0)::int as calls, coalesce(sum(recordings), 0)::int as recordings,
       coalesce(sum(messages), 0)::int as messages from reconciliation_reports`,
  );
  return row ?? { calls: 0, recordings: 0, messages: 0 };
}

async function findAbandoned(database: Db, before: Date): Promise<string[]> {
  const name = (of: string, found: readonly { id: string }[]) => found.map(({ id }) => `${of} ${id}`);
  const ticket = (of: string, found: readonly { ticketNumber: string }[]) =>
    found.map(({ ticketNumber }) => `${of} ${ticketNumber}`);
  return [
    ...ticket('ticket', await findForgotten(database)),
    ...ticket('callback of', await findHungAttempts(database, before)),
    ...name('page', await findUnsentPages(database, before)),
    ...name('message', await findUnsentMessages(database, before)),
    ...name('wanted leg', await findUndialledLegs(database, before)),
    ...name('leg', await findUnwatchedLegs(database)),
  ];
}

/** What has happened at the carrier, as far as the books must show it before they can be closed. */
export interface Awaited {
  /** SIDs of all calls of callers, and of all legs that are over */
  callers: readonly string[];
  over: readonly string[];
  /** work that was due before may not be left */
  dueBefore: Date;
  /** how many steps a policy has */
  steps: number;
}

/** How much is not on record yet: due work, a look at the carrier's lists, ends of legs, calls of callers, and steps of the first round of the policy. */
export async function countUnderWay(
  url: string,
  { callers, over, dueBefore, steps }: Awaited,
): Promise<number> {
  return withDatabase(url, async (database) => {
    const [row] = await database.query<{ count: number }>(
      `select ((select count(*) from timers where due_at < $3 or (kind = 'reconcile' and attempts > 0))
         + (select count(*) from calls where ended_at is null and sid = any($2))
         + (select count(*) from unnest($1::text[]) sid where not exists (select from calls where calls.sid = sid.sid))
         + (select count(*) from tickets where status = 'open' and round = 1 and next_step < $4))::int as count`,
      [callers, over, dueBefore, steps],
    );
    return row?.count ?? 0;
  });
}

/** The carrier's lists are held against the record now, and not when it is time for it. */
export async function reconcileNow(url: string, now: Date): Promise<void> {
  await withDatabase(url, (database) =>
    database.query(`update timers set due_at = $1 where kind = 'reconcile' and due_at > $1`, [now]),
  );
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { max: 1, timeoutMs: 10_000 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
