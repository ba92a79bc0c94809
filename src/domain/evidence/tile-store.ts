import type { Db } from '../../platform/db/database.ts';
import { customerTags, type Leaf } from './leaf.ts';
import type { Range } from './merkle.ts';

/** The leaves of a log at some places, in their order. */
export async function leavesBetween(
  db: Db,
  logId: number,
  { from, to }: Range,
): Promise<(Leaf & { index: number })[]> {
  const rows = await db.query<{
    index: number;
    hash: Buffer;
    customerNumber: string | null;
    salt: Buffer | null;
    order: number;
    previous: Buffer | null;
    afterwards: boolean;
  }>(
    `select index::float8 as index, hash, leaf.customer_number as "customerNumber", customer.salt, customer_order::float8 as "order",
       previous, afterwards
     from ledger_leaves leaf left join ledger_customers customer on customer.customer_number = leaf.customer_number
     where log_id = $1 and index >= $2 and index < $3 order by index`,
    [logId, from, to],
  );
  const tagOf = customerTags();
  return rows.map(({ index, hash, customerNumber, salt, order, previous, afterwards }) => ({
    index,
    statement: hash,
    customer: customerNumber === null || salt === null ? null : tagOf(customerNumber, salt),
    order,
    previous,
    entered: afterwards ? 'afterwards' : 'at-once',
  }));
}
