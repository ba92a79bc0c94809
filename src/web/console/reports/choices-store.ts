import type { Db } from '../../../platform/db/database.ts';

export interface NamedCustomer {
  number: string;
  name: string;
}

/** The customer whom a number or (part of) a name stands for; the one with the first name, if there are several. */
export async function findCustomerByText(db: Db, text: string): Promise<NamedCustomer | null> {
  const [customer] = await db.query<NamedCustomer>(
    `select number, name from customers where number = $1 or name ilike $2
     order by number = $1 desc, lower(name) = lower($1) desc, name limit 1`,
    [text, `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`],
  );
  return customer ?? null;
}

/** What the form offers: every plan, and the first customers by name. */
export async function listChoices(
  db: Db,
  mostCustomers: number,
): Promise<{ plans: string[]; customers: NamedCustomer[] }> {
  const [plans, customers] = await Promise.all([
    db.query<{ name: string }>('select name from plans order by priority, name'),
    db.query<NamedCustomer>(
      'select number, name from customers where retired_at is null order by name limit $1',
      [mostCustomers],
    ),
  ]);
  return { plans: plans.map(({ name }) => name), customers };
}
