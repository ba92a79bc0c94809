import type { Db } from '../../platform/db/database.ts';
import { isLike, likePart } from '../../platform/like-part.ts';

/** By what somebody is looked for: the id of a contact, or a number in E.164. */
export type Sought = { contact: string } | { number: string };

export interface PersonContact {
  id: string;
  name: string;
  customerNumber: string;
  customerName: string;
  phones: string[];
  language: string;
  retiredAt: Date | null;
}

const CONTACTS = `select contacts.id, contacts.name, customer_number as "customerNumber", customers.name as "customerName",
    phones, language, contacts.retired_at as "retiredAt"
  from contacts join customers on customers.number = customer_number where erased_at is null`;

/** The rows of whoever is meant: with a contact's id all of the same name at the same customer, with a number all who have it. */
export async function personsOf(db: Db, sought: Sought): Promise<PersonContact[]> {
  if ('number' in sought)
    return db.query<PersonContact>(
      `${CONTACTS} and phones @> array[$1::text] order by customer_number, seat`,
      [sought.number],
    );
  return db.query<PersonContact>(
    `${CONTACTS} and (customer_number, contacts.name) = (select customer_number, name from contacts where id = $1)
     order by seat`,
    [sought.contact],
  );
}

/** Contacts by a part of their name. */
export async function contactsNamed(db: Db, part: string, limit: number): Promise<PersonContact[]> {
  const pattern = `%${likePart(part)}%`;
  return db.query<PersonContact>(
    `${CONTACTS} and ${isLike('contacts.name', '$1')} order by contacts.name, seat limit $2`,
    [pattern, limit],
  );
}

/** Those of some numbers that nobody else has: no other contact, and none of our own. */
export async function ownNumbers(
  db: Db,
  numbers: readonly string[],
  contacts: readonly string[],
): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select number from unnest($1::text[]) as wanted (number)
     where not exists (select from contacts where phones @> array[number] and erased_at is null and id <> all($2::uuid[]))
       and not exists (select from engineers where phones @> array[number])
       and not exists (select from supervisors where phones @> array[number])`,
    [numbers, contacts],
  );
  return rows.map(({ number }) => number);
}

/** Every contact that was not erased, also who has no seat any more. */
export async function contactsNotErased(
  db: Db,
): Promise<Pick<PersonContact, 'id' | 'name' | 'customerNumber'>[]> {
  return db.query(
    `select id, name, customer_number as "customerNumber" from contacts where erased_at is null order by id`,
  );
}

/** Every number that is held of somebody who is no contact. */
export async function numbersHeld(db: Db): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select number from (select from_number from calls union select to_number from calls
       union select from_number from messages union select to_number from messages
       union select callback_number from tickets) as held (number)
     where number is not null and not exists (select from contacts where phones @> array[number] and erased_at is null)`,
  );
  return rows.map(({ number }) => number);
}
