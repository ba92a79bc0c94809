import type { Db } from '../../platform/db/database.ts';
import type { Kept, KeptEntry } from '../directory-entry/managed-by.ts';
import { KEYS, type Sourced } from '../directory-entry/source-store.ts';

type Row = KeptEntry & { key: string };

const MARKS = 'changed_at as "changedAt", changed_by as "changedBy", retired_at is not null as retired';

/** Everything that was changed in the console and not handed back, retired entries included. */
export async function loadKept(db: Db): Promise<Kept> {
  return {
    calendars: await loadMarks(db, 'calendars'),
    plans: await loadMarks(db, 'plans'),
    engineers: await loadMarks(db, 'engineers'),
    schedules: await loadMarks(db, 'schedules'),
    escalations: await loadMarks(db, 'escalations'),
    customers: await loadMarks(db, 'customers'),
    contacts: await loadContactMarks(db),
    supervisors: await loadSupervisorsMark(db),
  };
}

async function loadSupervisorsMark(db: Db): Promise<KeptEntry | null> {
  const [mark] = await db.query<KeptEntry>(
    `select changed_at as "changedAt", changed_by as "changedBy", false as retired
       from supervisors where source = 'console'`,
  );
  return mark ?? null;
}

async function loadMarks(
  db: Db,
  kind: Exclude<Sourced, 'contacts' | 'supervisors'>,
): Promise<Map<string, KeptEntry>> {
  const rows = await db.query<Row>(
    `select ${KEYS[kind]} as key, ${MARKS} from ${kind} where source = 'console'`,
  );
  return new Map(rows.map(({ key, ...entry }) => [key, entry]));
}

/** Contacts are told apart by name; of several rows the one in force counts, else the last. Deputies are no file's. */
async function loadContactMarks(db: Db): Promise<Kept['contacts']> {
  const rows = await db.query<Row & { customer: string; source: string }>(
    `select distinct on (customer_number, name) customer_number as customer, name as key, source, ${MARKS}
       from contacts where deputy_for is null
      order by customer_number, name, retired_at desc nulls first`,
  );
  const marked = rows.filter(({ source }) => source === 'console');
  // whose name was corrected here is still named otherwise by the file, and is nobody new
  const renamed = await db.query<Row & { customer: string }>(
    `select customer_number as customer, file_name as key, changed_at as "changedAt", changed_by as "changedBy",
       true as retired from contacts
      where file_name is not null and source = 'console' and retired_at is null and deputy_for is null
        and not exists (select from contacts other where other.customer_number = contacts.customer_number
          and other.name = contacts.file_name and other.retired_at is null)`,
  );
  const byCustomer = Map.groupBy([...marked, ...renamed], ({ customer }) => customer);
  return new Map(
    [...byCustomer].map(([customer, all]) => [
      customer,
      new Map(all.map(({ key, changedAt, changedBy, retired }) => [key, { changedAt, changedBy, retired }])),
    ]),
  );
}
