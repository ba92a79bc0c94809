import type { Db } from '../../platform/db/database.ts';

export interface Customer {
  number: string;
  name: string;
  /** The plan's name. */
  plan: string;
  /** First and last day of the contract's term, `YYYY-MM-DD` in the customer's calendar. */
  validFrom: string;
  validUntil: string;
  /** The calendar's name. */
  calendar: string;
  /** Keys of engineers. */
  tam: string | null;
  deputy: string | null;
}

export interface Contact {
  id: string;
  customerNumber: string;
  seat: number;
  name: string;
  /** E.164; the first is the one to call back. */
  phones: string[];
  /** Two letters, `de`. */
  language: string;
}

const CONTACT = `contacts.id, contacts.customer_number as "customerNumber", contacts.seat, contacts.name,
  contacts.phones, contacts.language`;

/**
 * Contacts who may call at the instant $1: who holds a seat of a customer in force and is not resting, and who stands in
 * for one of those. A deputy comes and goes by the clock alone.
 */
const IN_FORCE = `contacts join customers on customers.number = contacts.customer_number
  where customers.retired_at is null and case when contacts.standing_in
    then contacts.since <= $1 and $1 < contacts.retired_at
      and exists (select from contacts holder where holder.id = contacts.deputy_for and holder.retired_at is null)
    else contacts.retired_at is null
      and not exists (select from contacts deputy where deputy.deputy_for = contacts.id and deputy.standing_in
        and deputy.since <= $1 and $1 < deputy.retired_at) end`;

const CUSTOMER = `number, name, plan, valid_from as "validFrom", valid_until as "validUntil", calendar, tam, deputy`;

/** A customer in force; whether its term has begun and not ended is for the caller to judge. */
export async function findCustomer(db: Db, number: string): Promise<Customer | null> {
  const [customer] = await db.query<Customer>(
    `select ${CUSTOMER} from customers where number = $1 and retired_at is null`,
    [number],
  );
  return customer ?? null;
}

/** The customer of a ticket, also one who is retired: what was promised to them is still to be kept, and they have a name. */
export async function findCustomerOfTicket(
  db: Db,
  { customerNumber }: { customerNumber: string | null },
): Promise<Customer | null> {
  if (customerNumber === null) return null;
  const [customer] = await db.query<Customer>(`select ${CUSTOMER} from customers where number = $1`, [
    customerNumber,
  ]);
  return customer ?? null;
}

/**
 * Everybody registered with a number, perhaps at several customers.
 * @param phone E.164
 */
export async function contactsByPhone(db: Db, phone: string, now: Date): Promise<Contact[]> {
  return db.query<Contact>(
    `select ${CONTACT} from ${IN_FORCE} and contacts.phones @> array[$2::text]
      order by contacts.customer_number, contacts.seat`,
    [now, phone],
  );
}

/**
 * Whose tickets are called back at a number, as they have confirmed it; also who has left since then. Of a ticket that is closed
 * until some days later.
 * @param phone E.164
 */
export async function contactsCalledBackAt(db: Db, phone: string, closedAfter: Date): Promise<Contact[]> {
  return db.query<Contact>(
    `select ${CONTACT} from contacts where id in (select contact_id from tickets
       where callback_number = $1 and (closed_at is null or closed_at > $2))
     order by contacts.customer_number, contacts.seat`,
    [phone, closedAfter],
  );
}

/** Everybody who may call, with the name of their customer. */
export async function everyContact(
  db: Db,
  now: Date,
): Promise<(Pick<Contact, 'name' | 'phones'> & { customer: string })[]> {
  return db.query(
    `select contacts.name, contacts.phones, customers.name as customer from ${IN_FORCE}
      order by contacts.customer_number, contacts.seat`,
    [now],
  );
}

/** The contacts of a customer in the order of their seats. */
export async function contactsOf(db: Db, customerNumber: string, now: Date): Promise<Contact[]> {
  return db.query<Contact>(
    `select ${CONTACT} from ${IN_FORCE} and contacts.customer_number = $2 order by contacts.seat`,
    [now, customerNumber],
  );
}

/** A contact by its id who may call. */
export async function findContactInForce(db: Db, id: string, now: Date): Promise<Contact | null> {
  const [contact] = await db.query<Contact>(`select ${CONTACT} from ${IN_FORCE} and contacts.id = $2`, [
    now,
    id,
  ]);
  return contact ?? null;
}

/** A contact by its id, also one that is retired: old tickets still name it. */
export async function findContact(db: Db, id: string): Promise<Contact | null> {
  const [contact] = await db.query<Contact>(`select ${CONTACT} from contacts where id = $1`, [id]);
  return contact ?? null;
}

/**
 * The contact of a customer whose PIN has this hash. A hash costs the same for an unknown customer (`PinHasher`), so that
 * time tells nobody which customer numbers exist.
 */
export async function contactByPinHash(
  db: Db,
  customerNumber: string,
  hash: Buffer,
  now: Date,
): Promise<Contact | null> {
  const [contact] = await db.query<Contact>(
    `select ${CONTACT} from ${IN_FORCE} and contacts.customer_number = $2 and contacts.pin_hash = $3`,
    [now, customerNumber, hash],
  );
  return contact ?? null;
}
