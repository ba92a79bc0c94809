import type { Db } from '../../platform/db/database.ts';
import type { Salted } from './field-salts.ts';
import type { TimelineRow } from './ticket-facts.ts';

/** A leaf in its place, with the entry of the timeline that it commits to; null: it has none, or lost it. */
export interface PlacedLeaf extends Salted {
  index: number;
  order: number;
  previous: Buffer | null;
  customerNumber: string | null;
  ticketNumber: string | null;
  eventId: string | null;
  afterwards: boolean;
  fields: Record<string, string>;
  commitments: Record<string, string>;
  hash: Buffer;
  event: (Omit<TimelineRow, 'at'> & { at: string; ticketNumber: string }) | null;
}

const LEAVES_OF_ALL = `select leaf.index::float8 as index, log_id as "logId", fact, leaf.at, customer_order::float8 as "order", previous,
    leaf.customer_number as "customerNumber", leaf.ticket_number as "ticketNumber", event_id as "eventId", afterwards, fields, commitments, hash, salt,
    kept_salts as "keptSalts",
    case when event.id is not null then jsonb_build_object('ticketNumber', event.ticket_number::text, 'at', event.at, 'kind', kind,
      'actor', actor, 'actorKind', actor_kind, 'actorId', actor_id, 'detail', detail) end as event
  from ledger_leaves leaf left join ticket_events event on event.id = event_id`;
const LEAVES = `${LEAVES_OF_ALL} where log_id = $1`;

/** The facts of a ticket with the ring and the verification of its call, and of the installation what its deadline rests on. */
export async function listLeavesOfTicket(db: Db, logId: number, ticketNumber: string): Promise<PlacedLeaf[]> {
  const own = await db.query<PlacedLeaf>(`${LEAVES} and leaf.ticket_number = $2`, [logId, ticketNumber]);
  const [span] = await db.query<Span>(
    `select min(at) - interval '1 day' as from, max(at) + interval '1 day' as until from ledger_leaves
     where log_id = $1 and ticket_number = $2`,
    [logId, ticketNumber],
  );
  const calls = await listLeavesOfCalls(db, logId, own, ['ring', 'verification']);
  return inOrder([...own, ...calls, ...(await listLeavesOfHouse(db, logId, span))]);
}

/** All facts of a ticket, in the order of the ledgers that they lie in; what has no place yet is left out. */
export async function listLeavesInAll(
  db: Db,
  ticketNumber: string,
): Promise<(PlacedLeaf & { logId: number })[]> {
  return db.query<PlacedLeaf & { logId: number }>(
    `${LEAVES_OF_ALL} where leaf.ticket_number = $1 and log_id is not null order by log_id, index`,
    [ticketNumber],
  );
}

interface Span {
  from: Date | null;
  until: Date | null;
}

/**
 * The facts of a customer from the first to the last that has to do with a month, without a gap; the rings of their calls; and
 * of the installation what the month rests on.
 */
export async function listLeavesOfMonth(
  db: Db,
  logId: number,
  month: { customer: string; month: string; from: Date; until: Date },
): Promise<PlacedLeaf[]> {
  const own = await db.query<PlacedLeaf>(
    `with closed as (
       select customer_order as last, case when fields ->> 'first' ~ '^\\d{1,15}$' then (fields ->> 'first')::bigint end as first
       from ledger_leaves where log_id = $1 and customer_number = $2 and fact = 'month-closed' and fields ->> 'month' = $5),
     bounds as materialized (
       select least(min(customer_order), (select min(first) from closed)) as first,
         greatest(max(customer_order), (select max(last) from closed)) as last
       from ledger_leaves
       where log_id = $1 and customer_number = $2 and (at >= $3 and at < $4 or ticket_number in (
         select number from tickets where customer_number = $2 and opened_at >= $3 and opened_at < $4)))
     ${LEAVES} and leaf.customer_number = $2
       and customer_order between (select first from bounds) and (select last from bounds)`,
    [logId, month.customer, month.from, month.until, month.month],
  );
  const rings = await listLeavesOfCalls(db, logId, own, ['ring']);
  return inOrder([...own, ...rings, ...(await listLeavesOfHouse(db, logId, month))]);
}

/** What there is of the calls that some facts came of, beside these. */
async function listLeavesOfCalls(
  db: Db,
  logId: number,
  own: readonly PlacedLeaf[],
  facts: readonly ('ring' | 'verification')[],
): Promise<PlacedLeaf[]> {
  const calls = [...new Set(own.flatMap(({ fields }) => fields.call ?? []))];
  if (calls.length === 0) return [];
  return db.query<PlacedLeaf>(
    `${LEAVES} and fields ? 'call' and fields ->> 'call' = any($2) and fact = any($3)`,
    [logId, calls, facts],
  );
}

/**
 * Facts about no ticket, such as rings, rules and closed months, below a size of the log and after a place: those since an
 * instant, and of the older ones each `of`th, another part each time.
 */
export async function listOtherLeaves(
  db: Db,
  { logId, size, after }: { logId: number; size: number; after: number },
  { since, part, of }: { since: Date; part: number; of: number },
  limit: number,
): Promise<PlacedLeaf[]> {
  return db.query<PlacedLeaf>(
    `${LEAVES} and leaf.ticket_number is null and index < $2 and index > $3 and (leaf.at >= $4 or index % $5 = $6)
     order by index limit $7`,
    [logId, size, after, since, of, part, limit],
  );
}

/** A leaf with all that its table says of it. */
export type NightlyLeaf = PlacedLeaf & { fact: string; at: Date | null };

/** Which facts have their turn: from the first one since an instant on, and of the older ones each `of`th. */
export interface NightlyPart {
  since: Date;
  part: number;
  of: number;
}

/** The facts of a night, of whomever, below a size of the log and after a place. */
export async function listLeavesOfNight(
  db: Db,
  { logId, size, after }: { logId: number; size: number; after: number },
  { since, part, of }: NightlyPart,
  limit: number,
): Promise<NightlyLeaf[]> {
  return db.query<NightlyLeaf>(
    `${LEAVES} and index < $2 and index > $3 and (index % $5 = $6 or index >= (
       select min(index) from ledger_leaves recent where recent.log_id = $1 and recent.at >= $4))
     order by index limit $7`,
    [logId, size, after, since, of, part, limit],
  );
}

/** Of the installation all rules, and how clocks and the carrier's lists were found in a span. */
async function listLeavesOfHouse(db: Db, logId: number, span: Span | undefined): Promise<PlacedLeaf[]> {
  return db.query<PlacedLeaf>(
    `${LEAVES} and leaf.customer_number is null
       and (fact in ('rule', 'log-begun') or fact in ('clock', 'reconciliation') and leaf.at >= $2 and leaf.at < $3)`,
    [logId, span?.from ?? null, span?.until ?? null],
  );
}

function inOrder(leaves: PlacedLeaf[]): PlacedLeaf[] {
  return leaves.sort((one, other) => one.index - other.index);
}

/** The tickets that a customer opened in a span. */
export async function listOpenedIn(
  db: Db,
  { customer, from, until }: { customer: string; from: Date; until: Date },
): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select number from tickets where customer_number = $1 and opened_at >= $2 and opened_at < $3 order by number`,
    [customer, from, until],
  );
  return rows.map(({ number }) => number);
}

/**
 * Opened facts whose hash begins with these bits: only these and those entered afterwards are in the index.
 * @param prefix 6 bytes, the last one's lower bits are looked at by the caller
 */
export async function findOpened(
  db: Db,
  prefix: Buffer,
): Promise<{ hash: Buffer; index: number | null; logId: number | null; afterwards: boolean }[]> {
  return db.query(
    `select hash, index::float8 as index, log_id as "logId", afterwards from ledger_leaves
     where fact = 'timeline' and (afterwards or fields ? 'ticket.openedAt') and substr(hash, 1, 6) = $1 limit 100`,
    [prefix],
  );
}

/** The hashes of the facts that some tickets were opened; those that have none yet are left out. */
export async function hashesOfOpenings(
  db: Db,
  ticketNumbers: readonly string[],
): Promise<{ ticketNumber: string; hash: Buffer }[]> {
  return db.query(
    `select distinct on (ticket_number) ticket_number::text as "ticketNumber", hash from ledger_leaves
     where ticket_number = any($1::bigint[]) and fact = 'timeline' order by ticket_number, id`,
    [ticketNumbers],
  );
}
