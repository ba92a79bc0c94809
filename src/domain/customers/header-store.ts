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
    `select number, name, plan, seats, valid_from, valid_until, calendar, tam, deputy, report_to, report_language,
       ${SOURCE_COLUMNS}
       from customers where number = $1 and retired_at is null`,
    [number],
  );
  if (!row) return null;
  const { source, changedAt, changedBy, seats } = row;
  return { header: headerOf(row), seats, source: { source, changedAt, changedBy } };
}

/** What a file says of customers; how many seats they have follows from the plan. */
const ENTRIES = `jsonb_to_recordset($1) as entry (number text, name text, plan text, "from" date, until date,
    calendar text, tam text, deputy text, report_to text, report_language text)
  left join plans on plans.name = entry.plan`;

/**
 * Adds customers, brings back those that were retired, and changes those in force. These are changed by a plain update: what
 * an insert does on a conflict locks the row as if its key changed, and no ticket could be opened meanwhile. Which plan and term they had
 * until now is kept for the reports of then.
 */
export async function writeCustomers(
  db: Db,
  customers: readonly { number: string; header: CustomerHeader }[],
  now: Date,
): Promise<void> {
  if (customers.length === 0) return;
  const rows = customers.map(({ number, header: { valid, report, ...header } }) => ({
    number,
    ...valid,
    ...header,
    report_to: report?.to,
    report_language: report?.language,
  }));
  const entries = [JSON.stringify(rows)];
  await db.query(
    `insert into former_contracts (customer_number, until, plan, valid_from, valid_until)
     select customers.number, $2, customers.plan, valid_from, valid_until
       from customers join (select entry.* from ${ENTRIES}) as entry using (number)
      where (customers.plan, valid_from, valid_until) <> (entry.plan, entry."from", entry.until) on conflict do nothing`,
    [...entries, now],
  );
  await db.query(
    `update customers set name = entry.name, plan = entry.plan, seats = plans.seats, valid_from = entry."from",
       valid_until = entry.until, calendar = entry.calendar, tam = entry.tam, deputy = entry.deputy,
       report_to = entry.report_to, report_language = entry.report_language, retired_at = null
     from ${ENTRIES} where customers.number = entry.number`,
    entries,
  );
  await db.query(
    `insert into customers (number, name, plan, valid_from, valid_until, calendar, tam, deputy, report_to,
       report_language, seats)
     select entry.number, entry.name, entry.plan, entry."from", entry.until, entry.calendar, entry.tam, entry.deputy,
            entry.report_to, entry.report_language, plans.seats
       from ${ENTRIES} on conflict (number) do nothing`,
    entries,
  );
}

/** The plan that a customer had at an instant, as far back as it was kept; null: there is no such customer. */
export async function findPlanThen(db: Db, number: string, at: Date): Promise<string | null> {
  const [row] = await db.query<{ plan: string }>(
    `select coalesce((select plan from former_contracts where customer_number = number and until > $2 order by until limit 1), plan) as plan
     from customers where number = $1`,
    [number, at],
  );
  return row?.plan ?? null;
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
