import { keptName } from '../../../domain/directory-entry/entry-values.ts';
import { plainDigits } from '../../../domain/directory-entry/typed-phone.ts';
import type { Db } from '../../../platform/db/database.ts';
import { isLike, likePart } from '../../../platform/like-part.ts';

export interface NamedCustomer {
  number: string;
  name: string;
}

/** The customer whom a number or (part of) a name stands for; of several those in force before others, and then by name. */
export async function findCustomerByText(db: Db, typed: string): Promise<NamedCustomer | null> {
  const text = keptName(typed);
  const [customer] = await db.query<NamedCustomer>(
    `select number, name from customers where number = $1 or ${isLike('name', '$2')}
     order by number = $1 desc, lower(name) = lower($3) desc, retired_at is null desc, name, number limit 1`,
    [plainDigits(text), `%${likePart(text)}%`, text],
  );
  return customer ?? null;
}

/** The time zone of a customer's calendar, by which their monthly report counts. */
export async function findCustomerZone(db: Db, number: string): Promise<string | null> {
  const [row] = await db.query<{ zone: string }>(
    `select definition ->> 'timezone' as zone from calendars
      where name = (select calendar from customers where number = $1)`,
    [number],
  );
  return row?.zone ?? null;
}

/** Names that several customers have, also of those who have left: one who came back under another number has theirs twice. */
export async function listSharedNames(db: Db): Promise<Set<string>> {
  const rows = await db.query<{ name: string }>(
    'select name from customers group by name having count(*) > 1',
  );
  return new Set(rows.map(({ name }) => name));
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

/** What people call the plans, by key, also of those that are sold no more; a name that several have stands with the key. */
export async function loadPlanTitles(db: Db): Promise<Map<string, string>> {
  const plans = await db.query<{ key: string; title: string }>(
    `select name as key, case when count(*) over (partition by title) > 1 and title <> name then title || ' (' || name || ')'
       else title end as title
     from plans cross join lateral (select coalesce(definition ->> 'title', name) as title) called order by priority, name`,
  );
  return new Map(plans.map(({ key, title }) => [key, title]));
}
