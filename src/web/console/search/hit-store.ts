import type { Db } from '../../../platform/db/database.ts';
import { isLike, likePart } from '../../../platform/like-part.ts';
import type { Search } from './read-search.ts';

export interface CustomerHit {
  number: string;
  name: string;
}

export interface ContactHit {
  name: string;
  customerNumber: string;
  customerName: string;
}

export interface EngineerHit {
  key: string;
  name: string;
}

/** Everybody in force whom a search may mean, by name, number or phone. */
export interface PersonHits {
  customers: CustomerHit[];
  contacts: ContactHit[];
  engineers: EngineerHit[];
}

/** A name that begins with what was typed comes before one that has it in the middle. */
const NAMED = (column: string) => isLike(column, `'%' || $1 || '%'`);
const FIRST = (column: string) => `not ${isLike(column, `$1 || '%'`)}, ${column}`;
const PHONED = (column: string) =>
  `${column} @> array[$2::text] or $3::text is not null and exists (select from unnest(${column}) phone where phone like '%' || $3 || '%')`;

/** Numbers of customers, contacts and engineers are few beside those of calls: they are looked through. @param limit of each */
export async function findPeople(
  db: Db,
  { text, phone, partOfPhone }: Search,
  limit: number,
): Promise<PersonHits> {
  const pattern = likePart(text);
  const typed = [pattern, phone, partOfPhone, limit];
  const [customers, contacts, engineers] = await Promise.all([
    db.query<CustomerHit>(
      `select number, name from customers where retired_at is null and (${NAMED('name')} or number like $1 || '%')
       order by number <> $2, ${FIRST('name')}, number limit $3`,
      [pattern, text, limit],
    ),
    db.query<ContactHit>(
      `select contacts.name, customers.number as "customerNumber", customers.name as "customerName"
       from contacts join customers on customers.number = contacts.customer_number
       where contacts.retired_at is null and customers.retired_at is null
         and (${NAMED('contacts.name')} or ${PHONED('contacts.phones')})
       order by ${FIRST('contacts.name')}, customers.number limit $4`,
      typed,
    ),
    db.query<EngineerHit>(
      `select key, name from engineers where retired_at is null and (${NAMED('name')} or ${NAMED('key')} or ${PHONED('phones')})
       order by ${FIRST('name')}, key limit $4`,
      typed,
    ),
  ]);
  return { customers, contacts, engineers };
}
