import type { Db } from '../../platform/db/database.ts';
import type { Directory } from './directory.ts';
import type {
  CalendarEntry,
  ContactEntry,
  CustomerHeader,
  EngineerEntry,
  EscalationPolicy,
  PlanDefinition,
  ReportLanguage,
  ScheduleInFile,
  Supervisors,
} from './directory-schema.ts';

/** A contact in force, with what only the database knows of it. */
export interface RegisteredContact extends Omit<ContactEntry, 'pin'> {
  id: string;
  seat: number;
  pinHash: Buffer;
}

/** Everything that is in force. */
export type Registry = Directory<RegisteredContact>;

/** Chosen once, for no other reason than to be ours among the advisory locks of this database. */
const REGISTRY_LOCK = 471_101;

/** Makes whoever changes many entries at once wait for each other, until the transaction ends. */
export async function lockRegistry(tx: Db): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [REGISTRY_LOCK]);
}

/** Reads everything that is in force, each kind in the order of its names. */
export async function loadRegistry(db: Db): Promise<Registry> {
  return {
    calendars: await loadDefinitions<CalendarEntry>(db, 'calendars'),
    plans: await loadDefinitions<PlanDefinition>(db, 'plans'),
    engineers: await loadEngineers(db),
    schedules: await loadDefinitions<ScheduleInFile>(db, 'schedules'),
    escalations: await loadDefinitions<EscalationPolicy>(db, 'escalations'),
    supervisors: await loadSupervisors(db),
    customers: await loadCustomers(db),
  };
}

/** Whether nothing was ever imported. */
export async function directoryIsEmpty(db: Db): Promise<boolean> {
  const [row] = await db.query<{ empty: boolean }>(
    `select not exists (select from plans) and not exists (select from calendars)
        and not exists (select from engineers) and not exists (select from customers) as empty`,
  );
  return row?.empty ?? true;
}

async function loadDefinitions<T>(
  db: Db,
  table: 'calendars' | 'plans' | 'schedules' | 'escalations',
): Promise<Map<string, T>> {
  const rows = await db.query<{ name: string; definition: T }>(
    `select name, definition from ${table} where retired_at is null order by name`,
  );
  return new Map(rows.map(({ name, definition }) => [name, definition]));
}

async function loadEngineers(db: Db): Promise<Map<string, EngineerEntry>> {
  const rows = await db.query<EngineerEntry & { key: string }>(
    'select key, name, phones, languages from engineers where retired_at is null order by key',
  );
  return new Map(rows.map(({ key, ...engineer }) => [key, engineer]));
}

async function loadSupervisors(db: Db): Promise<Supervisors | undefined> {
  const [row] = await db.query<Required<Supervisors>>('select phones, names from supervisors');
  return row && supervisorsOf(row);
}

/** What a row says of the supervisors, as a file would. */
export function supervisorsOf({ phones, names }: Required<Supervisors>): Supervisors {
  return Object.keys(names).length > 0 ? { phones, names } : { phones };
}

export interface CustomerRow {
  number: string;
  name: string;
  plan: string;
  valid_from: string;
  valid_until: string;
  calendar: string;
  tam: string | null;
  deputy: string | null;
  report_to: string | null;
  report_language: ReportLanguage | null;
}

async function loadCustomers(db: Db): Promise<Registry['customers']> {
  const rows = await db.query<CustomerRow>(
    `select number, name, plan, valid_from, valid_until, calendar, tam, deputy, report_to, report_language
       from customers where retired_at is null order by number`,
  );
  const contacts = await loadContacts(db);
  return new Map(
    rows.map((row) => [row.number, { header: headerOf(row), contacts: contacts.get(row.number) ?? [] }]),
  );
}

/** A customer's columns as a directory file says them. */
export function headerOf(row: CustomerRow): CustomerHeader {
  const { name, plan, calendar, tam, deputy } = row;
  return {
    name,
    plan,
    valid: { from: row.valid_from, until: row.valid_until },
    calendar,
    ...(tam === null ? {} : { tam }),
    ...(deputy === null ? {} : { deputy }),
    ...(row.report_to === null ? {} : { report: reportOf(row.report_to, row.report_language) }),
  };
}

function reportOf(to: string, language: ReportLanguage | null): NonNullable<CustomerHeader['report']> {
  return language === null ? { to } : { to, language };
}

async function loadContacts(db: Db): Promise<Map<string, RegisteredContact[]>> {
  const rows = await db.query<RegisteredContact & { customer: string }>(
    `select id, customer_number as customer, seat, name, phones, language, pin_hash as "pinHash"
       from contacts where retired_at is null order by customer_number, seat`,
  );
  const byCustomer = Map.groupBy(rows, ({ customer }) => customer);
  return new Map(
    [...byCustomer].map(([number, all]) => [number, all.map(({ customer: _, ...contact }) => contact)]),
  );
}
