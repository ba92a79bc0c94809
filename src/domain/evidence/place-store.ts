import type { Db, Tx } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import type { TimelineRow } from './ticket-facts.ts';

/** A leaf that waits for its place. */
export interface WaitingLeaf {
  id: string;
  hash: Buffer;
  customerNumber: string | null;
  afterwards: boolean;
}

export async function listWaiting(tx: Tx, limit: number): Promise<WaitingLeaf[]> {
  return tx.query<WaitingLeaf>(
    `select id, hash, customer_number as "customerNumber", afterwards from ledger_leaves
     where log_id is null order by id limit $1`,
    [limit],
  );
}

export interface LineOfFacts {
  customerNumber: string;
  salt: Buffer;
  facts: number;
  lastHash: Buffer | null;
}

/** The lines of some customers; those who have none yet get one, with a salt of their own. */
export async function openLines(
  tx: Tx,
  numbers: readonly string[],
  salts: readonly Buffer[],
): Promise<LineOfFacts[]> {
  await tx.query(
    `insert into ledger_customers (customer_number, salt)
     select number, salt from unnest($1::text[], $2::bytea[]) as line (number, salt) on conflict do nothing`,
    [numbers, salts],
  );
  return listLines(tx, numbers);
}

export async function listLines(db: Db, numbers: readonly string[]): Promise<LineOfFacts[]> {
  return db.query<LineOfFacts>(
    `select customer_number as "customerNumber", salt, facts::float8 as facts, last_hash as "lastHash"
     from ledger_customers where customer_number = any($1)`,
    [numbers],
  );
}

export async function saveLines(tx: Tx, lines: readonly LineOfFacts[]): Promise<void> {
  await tx.query(
    `update ledger_customers set facts = line.facts, last_hash = line.last_hash
     from unnest($1::text[], $2::bigint[], $3::bytea[]) as line (number, facts, last_hash)
     where customer_number = line.number`,
    [
      lines.map(({ customerNumber }) => customerNumber),
      lines.map(({ facts }) => facts),
      lines.map(({ lastHash }) => lastHash),
    ],
  );
}

export interface LeafPlace {
  id: string;
  order: number;
  previous: Buffer | null;
}

/**
 * Gives leaves the places from `from` on, in their order.
 * @param placed by ascending id: the span of ids keeps the planner from reading the whole ledger for each piece
 */
export async function savePlaces(
  tx: Tx,
  logId: number,
  from: number,
  placed: readonly LeafPlace[],
): Promise<void> {
  const ids = placed.map(({ id }) => id);
  await write(
    tx,
    `update ledger_leaves set log_id = $1, index = $2 + place.nth - 1, customer_order = place.customer_order, previous = place.previous
     from unnest($3::bigint[], $4::bigint[], $5::bytea[]) with ordinality as place (id, customer_order, previous, nth)
     where ledger_leaves.id = place.id and ledger_leaves.id between $6 and $7`,
    [
      logId,
      from,
      numbers(ids),
      numbers(placed.map(({ order }) => order)),
      placed.map(({ previous }) => previous),
      ids[0],
      ids.at(-1),
    ],
  );
}

/** A list as PostgreSQL writes it: the driver would look at each number for quotes. */
function numbers(list: readonly (string | number)[]): string {
  return `{${list.join()}}`;
}

/** Entries of timelines that are looked up together. */
export interface SettledEntries {
  /** the last of them; null: there is none */
  last: string | null;
  count: number;
}

/** The entries after those that were looked up, as far as they have settled; most have their leaf, so none of them is read. */
export async function findSettled(tx: Tx, before: Date, limit: number): Promise<SettledEntries> {
  const [row] = await tx.query<SettledEntries>(
    `select max(id) as last, count(*)::int as count from (
       select id from ticket_events where id > (select entered_to from ledger_state) and at < $1 order by id limit $2) settled`,
    [before, limit],
  );
  return row ?? { last: null, count: 0 };
}

/** An entry of a timeline that has no leaf: of the time before there was a ledger, or of a version that writes none. */
export interface Unentered extends TimelineRow {
  id: string;
  ticketNumber: string;
  /** of an opening, the call that it came of; null: of none that is known */
  call: string | null;
}

/** Those without a leaf among the entries that have settled up to one. */
export async function listUnentered(tx: Tx, before: Date, last: string): Promise<Unentered[]> {
  return tx.query<Unentered>(
    `select event.id, ticket_number as "ticketNumber", event.at, kind, actor, actor_kind as "actorKind", actor_id as "actorId", detail,
       case kind when 'opened' then (
         select calls.id from calls join tickets on number = calls.ticket_number
         where number = event.ticket_number and party = 'caller' and started_at = opened_at limit 1) end as call
     from ticket_events event
     where event.id > (select entered_to from ledger_state) and event.id <= $2 and event.at < $1
       and not exists (select from ledger_leaves where event_id = event.id)
     order by event.id`,
    [before, last],
  );
}

export async function setEnteredTo(tx: Tx, id: string): Promise<void> {
  await tx.query('update ledger_state set entered_to = $1', [id]);
}

/** @param leaves of each entry its leaf, as `leafParams` makes it */
export async function insertEntered(
  tx: Tx,
  rows: readonly Unentered[],
  leaves: readonly (readonly unknown[])[],
): Promise<void> {
  await tx.query(
    `insert into ledger_leaves (fact, at, ticket_number, customer_number, event_id, afterwards, fields, commitments, hash, salt)
     select 'timeline', at, ticket, (select customer_number from tickets where number = ticket), event, true, fields, commitments, hash, salt
     from unnest($1::timestamptz[], $2::bigint[], $3::bigint[], $4::jsonb[], $5::jsonb[], $6::bytea[], $7::bytea[])
       as leaf (at, ticket, event, fields, commitments, hash, salt)`,
    [
      rows.map(({ at }) => at),
      rows.map(({ ticketNumber }) => ticketNumber),
      rows.map(({ id }) => id),
      ...[0, 1, 2, 3].map((place) => leaves.map((leaf) => leaf[place])),
    ],
  );
}
