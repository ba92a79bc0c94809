import { keptName } from '../../../domain/directory-entry/entry-values.ts';
import { plainDigits } from '../../../domain/directory-entry/typed-phone.ts';
import type { Db } from '../../../platform/db/database.ts';
import { isLike, likePart } from '../../../platform/like-part.ts';

export interface NamedCustomer {
  number: string;
  name: string;
}

/** The customer whom a number or (part of) a name stands for; the one with the first name, if there are several. */
export async function findCustomerByText(db: Db, typed: string): Promise<NamedCustomer | null> {
  const text = keptName(typed);
  const [customer] = await db.query<NamedCustomer>(
    `select number, name from customers where number = $1 or ${isLike('name', '$2')}
     order by number = $1 desc, lower(name) = lower($3) desc, name limit 1`,
    [plainDigits(text), `%${likePart(text)}%`, text],
  );
  return customer ?? null;
}

/** What a form offers while somebody types; who is not among them is found all the same. */
const OFFERED_CUSTOMERS = 300;

/** The first customers by name. */
export async function listOfferedCustomers(db: Db): Promise<NamedCustomer[]> {
  return db.query<NamedCustomer>(
    'select number, name from customers where retired_at is null order by name limit $1',
    [OFFERED_CUSTOMERS],
  );
}

/** What people call the plans, by key, also of those that are sold no more. */
export async function loadPlanTitles(db: Db): Promise<Map<string, string>> {
  const plans = await db.query<{ key: string; title: string }>(
    `select name as key, coalesce(definition ->> 'title', name) as title from plans order by priority, name`,
  );
  return new Map(plans.map(({ key, title }) => [key, title]));
}
