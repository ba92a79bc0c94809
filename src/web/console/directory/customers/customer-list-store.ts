import { type EntrySource, SOURCE_COLUMNS } from '../../../../domain/directory-entry/entry-source.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { isLike, likePart } from '../../../../platform/like-part.ts';

export interface ListedCustomer extends EntrySource {
  number: string;
  name: string;
  plan: string;
  /** what people call the plan */
  planTitle: string;
  /** `YYYY-MM-DD` */
  validFrom: string;
  validUntil: string;
  seats: number;
  taken: number;
}

/** A customer's place in the list. */
export interface CustomerPlace {
  name: string;
  number: string;
}

/**
 * Customers in force by name, one more than `limit` if there are more.
 * @param search words of the name, the beginning of the number, or the name of a contact; null: all
 * @param after where the page before ended
 */
export async function listCustomers(
  db: Db,
  search: string | null,
  { after, limit }: { after: CustomerPlace | null; limit: number },
): Promise<ListedCustomer[]> {
  const pattern = search === null ? null : likePart(search);
  return db.query<ListedCustomer>(
    `select number, name, plan,
       (select coalesce(definition ->> 'title', plans.name) from plans where plans.name = plan) as "planTitle", valid_from as "validFrom", valid_until as "validUntil", seats, ${SOURCE_COLUMNS},
       (select count(*)::int from contacts where customer_number = number and contacts.retired_at is null) as taken
      from customers
     where retired_at is null and ($3::text is null or (name, number) > ($3, $4))
       and ($1::text is null or ${isLike('name', `'%' || $1 || '%'`)} or number like $1 || '%' or exists (
         select from contacts where customer_number = customers.number and contacts.retired_at is null
           and ${isLike('contacts.name', `'%' || $1 || '%'`)}))
     order by name, number limit $2`,
    [pattern, limit + 1, after?.name ?? null, after?.number ?? null],
  );
}

/** Whether there is such a customer, or was. */
export async function customerIsKnown(db: Db, number: string): Promise<boolean> {
  const [row] = await db.query('select from customers where number = $1', [number]);
  return row !== undefined;
}
