import type { Db } from '../../platform/db/database.ts';

/** What the last comparison of the ledger with the record came to. */
export interface Comparison {
  /** null: there was none yet */
  checkedAt: Date | null;
  /** plain sentences, the first of many; none: all fits */
  findings: string[];
}

/**
 * Tickets whose facts all have had their place in the tree for a while, so that nothing is under way: those opened since a
 * day, and of the older ones each `of`th, another part each time.
 * @param after only greater numbers, so that pieces follow each other
 */
export async function listSettledTickets(
  db: Db,
  {
    openedSince,
    settledBefore,
    part,
    of,
  }: { openedSince: Date; settledBefore: Date; part: number; of: number },
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select number::text from tickets
     where number > $1 and (opened_at >= $2 or number % $4 = $5)
       and exists (select from ledger_leaves where ticket_number = number)
       and not exists (select from ledger_leaves where ticket_number = number and (log_id is null or at >= $3))
     order by tickets.number limit $6`,
    [after, openedSince, settledBefore, of, part, limit],
  );
  return rows.map(({ number }) => number);
}

/** How many entries of a ticket's timeline are gone whose facts are in the ledger: nothing of the service takes any away. */
export async function countLostEntries(db: Db, ticketNumber: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from ledger_leaves
     where ticket_number = $1 and event_id is not null
       and not exists (select from ticket_events where ticket_events.id = event_id)`,
    [ticketNumber],
  );
  return row?.count ?? 0;
}

/** What a log says of itself, and what is there of it. */
export interface LogState {
  origin: string;
  size: number;
  /** facts that have a place below the size */
  placed: number;
  /** the size of the newest signed state; null: there is none */
  signed: number | null;
}

export async function listLogStates(db: Db): Promise<LogState[]> {
  return db.query<LogState>(
    `select origin, size::float8 as size,
       (select count(*) from ledger_leaves where log_id = logs.id and index < logs.size)::float8 as placed,
       (select max(size) from ledger_checkpoints where log_id = logs.id)::float8 as signed
     from ledger_logs logs order by id`,
  );
}

/** How many facts have a place in a log that is not there. */
export async function countFactsOfNoLog(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from ledger_leaves
     where log_id is not null and log_id <> all (array(select id from ledger_logs))`,
  );
  return row?.count ?? 0;
}

/** Tickets that are in the ledger and nowhere else: nothing of the service takes one away. */
export async function listLostTickets(db: Db, limit: number): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select distinct ticket_number::text as number from ledger_leaves
     where ticket_number is not null and not exists (select from tickets where number = ticket_number)
     order by 1 limit $1`,
    [limit],
  );
  return rows.map(({ number }) => number);
}

/** Customers whose facts would not be counted on from their last one. */
export async function listBrokenLines(db: Db, limit: number): Promise<string[]> {
  const rows = await db.query<{ customer: string }>(
    `select customer from (
       select customer_number as customer, max(customer_order) as facts from ledger_leaves
       where customer_number is not null and customer_order is not null group by customer_number) counted
     left join ledger_customers line on line.customer_number = customer
     where line.facts is distinct from counted.facts order by 1 limit $1`,
    [limit],
  );
  return rows.map(({ customer }) => customer);
}

export async function saveComparison(db: Db, { checkedAt, findings }: Comparison): Promise<void> {
  await db.query('update ledger_state set checked_at = $1, findings = $2', [
    checkedAt,
    JSON.stringify(findings),
  ]);
}

export async function readComparison(db: Db): Promise<Comparison> {
  const [row] = await db.query<Comparison>('select checked_at as "checkedAt", findings from ledger_state');
  return row ?? { checkedAt: null, findings: [] };
}

/** When the record was compared last; never yet: when this installation began, since somebody should have. */
export async function notComparedSince(db: Db): Promise<Date> {
  const [row] = await db.query<{ at: Date }>(
    'select coalesce((select checked_at from ledger_state), begun) as at from reconciliation',
  );
  return (row as { at: Date }).at;
}
