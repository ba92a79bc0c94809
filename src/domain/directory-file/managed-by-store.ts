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
  };
}

async function loadMarks(db: Db, kind: Exclude<Sourced, 'contacts'>): Promise<Map<string, KeptEntry>> {
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
  const byCustomer = Map.groupBy(marked, ({ customer }) => customer);
  return new Map(
    [...byCustomer].map(([customer, all]) => [
      customer,
      new Map(all.map(({ key, changedAt, changedBy, retired }) => [key, { changedAt, changedBy, retired }])),
    ]),
  );
}
