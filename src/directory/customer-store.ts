import type { Db } from '../db/database.ts';

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

/** Contacts who hold a seat of a customer in force. */
const IN_FORCE = `contacts join customers on customers.number = contacts.customer_number
  where contacts.retired_at is null and customers.retired_at is null`;

/** A customer in force; whether its term has begun and not ended is for the caller to judge. */
export async function findCustomer(db: Db, number: string): Promise<Customer | null> {
  const [customer] = await db.query<Customer>(
    `select number, name, plan, valid_from as "validFrom", valid_until as "validUntil", calendar, tam, deputy
       from customers where number = $1 and retired_at is null`,
    [number],
  );
  return customer ?? null;
}

/**
 * Everybody registered with a number, perhaps at several customers.
 * @param phone E.164
 */
export async function contactsByPhone(db: Db, phone: string): Promise<Contact[]> {
  return db.query<Contact>(
    `select ${CONTACT} from ${IN_FORCE} and contacts.phones @> array[$1::text]
      order by contacts.customer_number, contacts.seat`,
    [phone],
  );
}

/** The contacts of a customer in the order of their seats. */
export async function contactsOf(db: Db, customerNumber: string): Promise<Contact[]> {
  return db.query<Contact>(
    `select ${CONTACT} from ${IN_FORCE} and contacts.customer_number = $1 order by contacts.seat`,
    [customerNumber],
  );
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
): Promise<Contact | null> {
  const [contact] = await db.query<Contact>(
    `select ${CONTACT} from ${IN_FORCE} and contacts.customer_number = $1 and contacts.pin_hash = $2`,
    [customerNumber, hash],
  );
  return contact ?? null;
}
