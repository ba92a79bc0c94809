import type { Db } from '../../platform/db/database.ts';
import type { CustomerHeader } from '../directory-entry/directory-schema.ts';
import { type CustomerRow, headerOf } from '../directory-entry/directory-store.ts';
import { type EntrySource, SOURCE_COLUMNS } from '../directory-entry/entry-source.ts';

/** What is registered of a customer in force, without its seats; null if there is none. */
export async function loadHeader(
  db: Db,
  number: string,
): Promise<{ header: CustomerHeader; seats: number; source: EntrySource } | null> {
  const [row] = await db.query<CustomerRow & EntrySource & { seats: number }>(
    `select number, name, plan, seats, valid_from, valid_until, calendar, tam, deputy, ${SOURCE_COLUMNS}
       from customers where number = $1 and retired_at is null`,
    [number],
  );
  if (!row) return null;
  const { source, changedAt, changedBy, seats } = row;
  return { header: headerOf(row), seats, source: { source, changedAt, changedBy } };
}

/** @param header names a plan that is in force: how many seats there are follows from it */
export async function updateCustomer(db: Db, number: string, header: CustomerHeader): Promise<void> {
  await db.query(
    `update customers set name = $2, plan = $3, valid_from = $4, valid_until = $5, calendar = $6, tam = $7, deputy = $8,
       seats = (select plans.seats from plans where plans.name = $3)
      where number = $1`,
    values(number, header),
  );
}

/** Adds a customer, or brings one back that was retired. */
export async function insertCustomer(db: Db, number: string, header: CustomerHeader): Promise<void> {
  await db.query(
    `insert into customers (number, name, plan, valid_from, valid_until, calendar, tam, deputy, seats)
     values ($1, $2, $3, $4, $5, $6, $7, $8, (select plans.seats from plans where plans.name = $3))
     on conflict (number) do update set name = excluded.name, plan = excluded.plan, seats = excluded.seats,
       valid_from = excluded.valid_from, valid_until = excluded.valid_until, calendar = excluded.calendar,
       tam = excluded.tam, deputy = excluded.deputy, retired_at = null`,
    values(number, header),
  );
}

export async function retireHeader(db: Db, number: string, now: Date): Promise<void> {
  await db.query('update customers set retired_at = $2 where number = $1', [number, now]);
}

/** Whether any of a customer's seats was changed in the console, also by being given up. */
export async function seatsAreKept(db: Db, number: string): Promise<boolean> {
  const [row] = await db.query<{ kept: boolean }>(
    `select exists (select from contacts
       where customer_number = $1 and source = 'console' and deputy_for is null) as kept`,
    [number],
  );
  return row?.kept ?? false;
}

/**
 * Gives a customer's seats back to the file, also those that were given up; who was given another name goes by the file's
 * again, unless somebody else has that by now.
 * @returns whether there were any of the console's
 */
export async function handBackContacts(db: Db, number: string): Promise<boolean> {
  const rows = await db.query(
    `update contacts set source = 'file', changed_at = null, changed_by = null, file_name = null,
       name = case when exists (select from contacts other where other.customer_number = $1
         and other.name = contacts.file_name and other.retired_at is null)
         then name else coalesce(file_name, name) end
      where customer_number = $1 and source = 'console' returning 1`,
    [number],
  );
  return rows.length > 0;
}

function values(number: string, { name, plan, valid, calendar, tam, deputy }: CustomerHeader): unknown[] {
  return [number, name, plan, valid.from, valid.until, calendar, tam ?? null, deputy ?? null];
}
