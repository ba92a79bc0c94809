import type { Db, Tx } from '../../platform/db/database.ts';

/** A customer's line of facts at the end of a month that is not closed yet. */
export interface OpenMonth {
  customerNumber: string;
  /** such as `2026-10` */
  month: string;
  /** the number of the first fact that belongs to it */
  first: number;
  /** how many there are from that one on */
  facts: number;
  /** how many tickets were opened in these facts */
  tickets: number;
}

/** A line that has begun meanwhile owes nothing for the months before. @param last the last month that is over */
export async function beginMonths(tx: Tx, last: string): Promise<void> {
  await tx.query('update ledger_customers set closed_month = $1 where closed_month is null', [last]);
}

/**
 * The lines with a month that is over and not closed: of each the earliest one. What follows the closing of a month belongs
 * to the next; of a line that was never closed, a month begins with its first fact of that month.
 * @param last the last month that is over
 * @param zone of the house
 */
export async function listOpenMonths(
  db: Db,
  logId: number,
  { last, zone }: { last: string; zone: string },
  limit: number,
): Promise<OpenMonth[]> {
  return db.query<OpenMonth>(
    `with line as (
       select customer_number as number, facts as until, (closed_month || '-01')::date + interval '1 month' as month
       from ledger_customers where closed_month < $2 order by customer_number limit $4)
     select number as "customerNumber", to_char(month, 'YYYY-MM') as month, first::float8 as first,
       (until - first + 1)::float8 as facts,
       (select count(*)::int from ledger_leaves leaf join ticket_events event on event.id = leaf.event_id
         where log_id = $1 and customer_number = number and customer_order >= first and event.kind = 'opened') as tickets
     from line, lateral (select coalesce(
       (select max(customer_order) + 1 from ledger_leaves
         where log_id = $1 and customer_number = number and fact = 'month-closed'),
       (select min(customer_order) from ledger_leaves
         where log_id = $1 and customer_number = number and at >= month at time zone $3),
       until + 1) as first) begun
     order by number`,
    [logId, last, zone, limit],
  );
}

export async function noteClosed(
  tx: Tx,
  customers: readonly string[],
  months: readonly string[],
): Promise<void> {
  await tx.query(
    `update ledger_customers set closed_month = month
     from unnest($1::text[], $2::text[]) as closed (number, month) where customer_number = number`,
    [customers, months],
  );
}

/** The leaves of closings that were just written and have no place, by their customers. */
export async function listClosings(tx: Tx): Promise<{ id: string; hash: Buffer; customerNumber: string }[]> {
  return tx.query(
    `select id, hash, customer_number as "customerNumber" from ledger_leaves
     where log_id is null and fact = 'month-closed' order by id`,
  );
}

/** Of each month of a customer that is closed, the first checkpoint that counts its closing: the report of the month prints it. */
const REPORTED = `select leaf.log_id as "logId", fields ->> 'month' as month, (select min(size) from ledger_checkpoints
    where ledger_checkpoints.log_id = leaf.log_id and size > leaf.index)::float8 as size
  from ledger_leaves leaf where customer_number = $1 and fact = 'month-closed' and leaf.log_id is not null`;

/** The checkpoint that a customer keeps of a month; null: the month is not closed, or not signed yet. */
export async function checkpointOfMonth(db: Db, customer: string, month: string): Promise<string | null> {
  const [row] = await db.query<{ note: string }>(
    `select note from ledger_checkpoints join (${REPORTED}) reported
       on "logId" = log_id and reported.size = ledger_checkpoints.size
     where month = $2 order by log_id desc limit 1`,
    [customer, month],
  );
  return row?.note ?? null;
}

/** The sizes of all checkpoints of a log that the reports of a customer have printed. */
export async function listReportedSizes(db: Db, logId: number, customer: string): Promise<number[]> {
  const rows = await db.query<{ size: number }>(
    `select distinct size from (${REPORTED}) reported where "logId" = $2 and size is not null order by 1`,
    [customer, logId],
  );
  return rows.map(({ size }) => size);
}
