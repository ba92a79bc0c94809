import { randomUUID } from 'node:crypto';
import type { Db } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { ASKED_BY_KEY, ASKED_FOR, CALLBACK_STEP, OPEN_PAGE, type Page, type PageStatus } from './page.ts';

const COLUMNS = `id, ticket_number as "ticketNumber", round, step, engineer, number, channel, status, reason,
  call_id as "callId", planned_at as "plannedAt", sent_at as "sentAt", ended_at as "endedAt"`;

export type NewPage = Pick<
  Page,
  'ticketNumber' | 'round' | 'step' | 'engineer' | 'number' | 'channel' | 'plannedAt'
> & {
  reason?: string;
  callId?: string;
};

export async function insertPage(db: Db, page: NewPage): Promise<Page> {
  const id = randomUUID();
  await write(
    db,
    `insert into pages (ticket_number, round, step, engineer, number, channel, status, reason, call_id, planned_at, id)
     values ($1, $2, $3, $4, $5, $6, 'planned', $7, $8, $9, $10)`,
    [
      page.ticketNumber,
      page.round,
      page.step,
      page.engineer,
      page.number,
      page.channel,
      page.reason ?? null,
      page.callId ?? null,
      page.plannedAt,
      id,
    ],
  );
  const { reason = null, callId = null } = page;
  return { ...page, id, status: 'planned', reason, callId, sentAt: null, endedAt: null };
}

/** What a person's key says of a page. */
const KEYED: readonly PageStatus[] = ['acknowledged', 'passed-on'];

/**
 * Moves an open page on; one that is over stays as it ended, unless a key shows that what the carrier took for a machine is
 * a person.
 * @returns the page if it moved
 */
export async function changePage(
  db: Db,
  id: string,
  { status, at, reason }: { status: PageStatus; at: Date; reason?: string },
): Promise<Page | null> {
  const over = !OPEN_PAGE.includes(status);
  const [row] = await db.query<Page>(
    `update pages set status = $2, reason = coalesce($3, nullif(reason, 'machine')),
       sent_at = case when $2 = 'sent' or (status = 'sending' and $7) then $4 else sent_at end, ended_at = case when $5 then $4 end
     where id = $1 and (status = any($6) or ($7 and status = 'not-reached' and reason = 'machine')) returning ${COLUMNS}`,
    [id, status, reason ?? null, at, over, OPEN_PAGE, KEYED.includes(status)],
  );
  return row ?? null;
}

/**
 * The carrier has a page: it has answered our request, or reported of it, whichever came first. That stays on record of one
 * that is over by then, too.
 */
export async function pageHasGone(db: Db, id: string, at: Date): Promise<void> {
  await write(
    db,
    `update pages set sent_at = coalesce(sent_at, $2),
       status = case when status in ('planned', 'sending') then 'sent' else status end
     where id = $1`,
    [id, at],
  );
}

export async function findPage(db: Db, id: string): Promise<Page | null> {
  const [row] = await db.query<Page>(`select ${COLUMNS} from pages where id = $1`, [id]);
  return row ?? null;
}

/** A page by SMS, and what decides whether it may leave now. */
export interface PageToSend extends Page {
  /** a later page about the same ticket waits to be written to the same phone */
  isPagedAgain: boolean;
  /** of its ticket */
  verified: boolean;
  severity: Ticket['severity'];
  /** whom it is for is retired by now */
  hasLeft: boolean;
  /** they have other phones by now */
  hasMoved: boolean;
}

export async function findPagesToSend(db: Db, ids: readonly string[]): Promise<Map<string, PageToSend>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<PageToSend>(
    `with page as (select ${COLUMNS} from pages where id = any($1::uuid[]))
     select page.*, verified, severity, exists (
       select from pages later where later.ticket_number = page."ticketNumber" and later.number = page.number
         and channel = 'sms' and later.status = 'planned' and planned_at > page."plannedAt") as "isPagedAgain",
       engineers.retired_at is not null as "hasLeft",
       coalesce(page.number <> all(case when page.engineer is null then supervisors.phones else engineers.phones end), false)
         as "hasMoved"
     from page join tickets on tickets.number = page."ticketNumber"
       left join engineers on engineers.key = page.engineer left join supervisors on true`,
    [ids],
  );
  return new Map(rows.map((page) => [page.id, page]));
}

/** Pages in the order in which they are locked. */
export async function findPages(db: Db, ids: readonly string[]): Promise<Page[]> {
  return db.query<Page>(`select ${COLUMNS} from pages where id = any($1::uuid[]) order by id`, [ids]);
}

/** The pages that a leg carries: one, or those of all unverified tickets that its person is rung about. */
export async function findPagesOfCall(db: Db, callId: string): Promise<Page[]> {
  return db.query<Page>(`select ${COLUMNS} from pages where call_id = $1 order by ticket_number`, [callId]);
}

/** Those of a leg's pages that somebody may still acknowledge. */
export async function findOpenPagesOfCall(db: Db, callId: string): Promise<Page[]> {
  const pages = await findPagesOfCall(db, callId);
  return pages.filter(({ status }) => OPEN_PAGE.includes(status));
}

/** An engineer's leg about unverified tickets. */
export interface UnverifiedLeg {
  id: string;
  ticketNumber: string;
  number: string;
  language: string;
}

/** Those of an engineer that the carrier has, or was asked for, and nobody has answered. */
export async function findRingingUnverifiedLegs(db: Db, engineer: string): Promise<UnverifiedLeg[]> {
  return db.query<UnverifiedLeg>(
    `select calls.id, calls.ticket_number as "ticketNumber", calls.to_number as number, calls.visit ->> 'language' as language
     from calls join tickets on tickets.number = calls.ticket_number
     where calls.engineer = $1 and calls.party = 'engineer' and calls.status <> 'planned'
       and calls.answered_at is null and calls.ended_at is null and not tickets.verified
       and exists (select from pages where pages.call_id = calls.id and pages.status = any($2))
       and not exists (select from pages where pages.call_id = calls.id and pages.reason = any($3))`,
    [engineer, OPEN_PAGE, [ASKED_FOR, ASKED_BY_KEY]],
  );
}

/** What a leg carries that somebody may still acknowledge waits to go out with another one. */
export async function movePages(db: Db, from: string, to: string): Promise<void> {
  await db.query(
    `with moved as (select id from pages where call_id = $1 and status = any($3) order by id for no key update)
     update pages set call_id = $2, status = 'planned', sent_at = null from moved where pages.id = moved.id`,
    [from, to, OPEN_PAGE],
  );
}

/** Pages of a ticket that somebody may still acknowledge. */
export async function findOpenPages(db: Db, ticketNumber: string): Promise<Page[]> {
  return db.query<Page>(
    `select ${COLUMNS} from pages where ticket_number = $1 and status = any($2) order by id`,
    [ticketNumber, OPEN_PAGE],
  );
}

/** The open tickets that somebody was sent a text about which they may still answer, and is not being rung about. */
export async function findTicketsOnlyTextedTo(db: Db, engineer: string): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select number from tickets where status = 'open' and number in (
       select ticket_number from pages where engineer = $1 and status = any($2)
       group by ticket_number having every(channel = 'sms'))
     order by number`,
    [engineer, OPEN_PAGE],
  );
  return rows.map(({ number }) => number);
}

/** Pages go to another phone of the same person. */
export async function readdressPages(db: Db, ids: readonly string[], number: string): Promise<void> {
  await db.query(
    `with moved as (select id from pages where id = any($1::uuid[]) order by id for no key update)
     update pages set number = $2 from moved where pages.id = moved.id`,
    [ids, number],
  );
}

/** Whether whoever has a ticket was rung to be connected with its customer at an instant or later. */
export async function wasRungToConnect(db: Db, ticketNumber: string, since: Date): Promise<boolean> {
  const [row] = await db.query<{ rung: boolean }>(
    'select exists (select from pages where ticket_number = $1 and step = $2 and planned_at >= $3) as rung',
    [ticketNumber, CALLBACK_STEP, since],
  );
  return row?.rung ?? false;
}

/** The phone of the supervisor who was the last to take a ticket; null: no page of theirs shows it. */
export async function findAcknowledgedNumber(db: Db, ticketNumber: string): Promise<string | null> {
  const [row] = await db.query<{ number: string }>(
    `select number from pages where ticket_number = $1 and engineer is null and status = 'acknowledged'
     order by ended_at desc limit 1`,
    [ticketNumber],
  );
  return row?.number ?? null;
}

/**
 * Who was paged about a ticket before an instant and has not taken it, the last one first, by name.
 * @param page.except whom nobody has to tell
 */
export async function findTriedBefore(
  db: Db,
  {
    ticketNumber,
    except,
    since,
    now,
  }: { ticketNumber: string; except: string | null; since: Date; now: Date },
): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select engineers.name from pages join engineers on engineers.key = pages.engineer
     where ticket_number = $1 and planned_at < $2 and planned_at >= $3 and engineer is distinct from $4
       and pages.status <> 'acknowledged'
     group by engineers.key, engineers.name order by max(planned_at) desc, engineers.name`,
    [ticketNumber, now, since, except],
  );
  return rows.map(({ name }) => name);
}

/**
 * The tickets a person was paged about, reached or not, and can still take or help with, and has not said no to: whoever finds
 * their phone switched off and asks what is open is to hear of them.
 */
export async function findUnansweredPagesOf(db: Db, engineer: string): Promise<{ ticketNumber: string }[]> {
  return db.query<{ ticketNumber: string }>(
    `select distinct pages.ticket_number as "ticketNumber" from pages join tickets on tickets.number = pages.ticket_number
     where engineer = $1 and pages.status = any($2)
       and (tickets.status = 'open' or (tickets.status = 'acknowledged' and cardinality(tickets.helpers) + 1 < tickets.hands))
       and not exists (select from pages other where other.ticket_number = tickets.number and other.engineer = $1
         and other.status = 'passed-on')`,
    [engineer, [...OPEN_PAGE, 'failed', 'not-reached']],
  );
}
