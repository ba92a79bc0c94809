import type { Tx } from '../../platform/db/database.ts';
import { clearDeputies } from '../customers/deputy-store.ts';
import { writeCustomers } from '../customers/header-store.ts';
import type { CustomerHeader, EngineerEntry, PlanDefinition } from '../directory-entry/directory-schema.ts';
import { KEYS, type Sourced } from '../directory-entry/source-store.ts';
import { lookAgain } from '../escalation/look-again.ts';
import { addFacts, type NewFact } from '../evidence/leaf-store.ts';
import { type ChangedRule, ruleFact } from '../evidence/rule-fact.ts';
import { giveUpTicketsOf } from '../paging/give-up-tickets.ts';
import type { ContactChange, ImportPlan } from './plan-import.ts';

/*
 * Every statement writes all entries of its kind at once, handed over as one JSON array. The order matters: rules come
 * before those who mention them, contacts leave a seat before it goes, and come after it exists.
 */

/** What a file writes is the file's, whoever changed it before. */
const OF_THE_FILE = `source = 'file', changed_at = null, changed_by = null`;

/**
 * Writes an import.
 * @throws the database's error when a constraint holds the import against what changed beside it
 */
export async function applyImport(tx: Tx, plan: ImportPlan, now: Date): Promise<void> {
  const { changes, customers, contacts } = plan;
  await writeDefinitions(tx, 'calendars', changes.calendars.write);
  await writeDefinitions(tx, 'escalations', changes.escalations.write);
  await writeDefinitions(tx, 'schedules', changes.schedules.write);
  await writePlans(tx, changes.plans.write);
  await writeEngineers(tx, changes.engineers.write);
  await writeSupervisors(tx, plan.supervisors);

  await clearDeputies(tx, now);
  await retire(tx, 'contacts', contacts.retire, now);
  await changeContacts(tx, contacts.change);
  await writeCustomersOfFile(tx, customers.write, now);
  await followPlans(tx);
  await addContacts(tx, contacts.add, now);

  await retire(tx, 'customers', customers.retire, now);
  await retire(tx, 'engineers', changes.engineers.retire, now);
  await retire(tx, 'schedules', changes.schedules.retire, now);
  await retire(tx, 'escalations', changes.escalations.retire, now);
  await retire(tx, 'plans', changes.plans.retire, now);
  await retire(tx, 'calendars', changes.calendars.retire, now);
  await giveUpTicketsOf({ tx, now }, changes.engineers.retire);
  await lookAgain({ tx, now }, [...changes.escalations.write.keys()]);
  await addFacts(tx, [
    ...ruleFacts('plan', changes.plans, now),
    ...ruleFacts('calendar', changes.calendars, now),
  ]);
}

function ruleFacts(
  kind: ChangedRule['kind'],
  { write, retire }: { write: ReadonlyMap<string, object>; retire: readonly string[] },
  now: Date,
): NewFact[] {
  return [
    ...[...write].map(([name, definition]) => ruleFact({ kind, name, definition }, now)),
    ...retire.map((name) => ruleFact({ kind, name, definition: null }, now)),
  ];
}

async function writeDefinitions(
  tx: Tx,
  table: 'calendars' | 'escalations' | 'schedules',
  entries: Map<string, unknown>,
): Promise<void> {
  await writeAll(
    tx,
    `insert into ${table} (name, definition)
     select name, definition from jsonb_to_recordset($1) as entry (name text, definition jsonb)
     on conflict (name) do update set definition = excluded.definition, retired_at = null, ${OF_THE_FILE}`,
    [...entries].map(([name, definition]) => ({ name, definition })),
  );
}

async function writePlans(tx: Tx, plans: Map<string, PlanDefinition>): Promise<void> {
  await writeAll(
    tx,
    `insert into plans (name, priority, seats, definition)
     select name, priority, seats, definition
       from jsonb_to_recordset($1) as entry (name text, priority integer, seats integer, definition jsonb)
     on conflict (name) do update set priority = excluded.priority, seats = excluded.seats,
       definition = excluded.definition, retired_at = null, ${OF_THE_FILE}`,
    [...plans].map(([name, definition]) => ({
      name,
      priority: definition.priority,
      seats: definition.seats,
      definition,
    })),
  );
}

async function writeEngineers(tx: Tx, engineers: Map<string, EngineerEntry>): Promise<void> {
  await writeAll(
    tx,
    `insert into engineers (key, name, phones, languages)
     select key, name, phones, languages
       from jsonb_to_recordset($1) as entry (key text, name text, phones text[], languages text[])
     on conflict (key) do update set name = excluded.name, phones = excluded.phones,
       languages = excluded.languages, retired_at = null, ${OF_THE_FILE}`,
    [...engineers].map(([key, engineer]) => ({ key, ...engineer })),
  );
}

async function writeSupervisors(tx: Tx, { write, remove }: ImportPlan['supervisors']): Promise<void> {
  if (remove) await tx.query('delete from supervisors');
  if (!write) return;
  await tx.query(
    `insert into supervisors (phones, names) values ($1, $2)
     on conflict (only_row) do update set phones = excluded.phones, names = excluded.names, ${OF_THE_FILE}`,
    [write.phones, JSON.stringify(write.names ?? {})],
  );
}

/** Contacts may exchange their PINs, so the old ones make way first. */
async function changeContacts(tx: Tx, contacts: (ContactChange & { id: string })[]): Promise<void> {
  if (contacts.length === 0) return;
  await tx.query('update contacts set pin_hash = uuid_send(gen_random_uuid()) where id = any($1)', [
    contacts.map(({ id }) => id),
  ]);
  await writeAll(
    tx,
    `update contacts set seat = entry.seat, phones = entry.phones, language = entry.language,
       pin_hash = decode(entry.pin_hash, 'hex'),
       pin_key = case when entry.pin_of_file then null else pin_key end,
       pin_is_weak = case when entry.pin_of_file then false else pin_is_weak end
       from jsonb_to_recordset($1)
         as entry (id uuid, seat integer, phones text[], language text, pin_hash text, pin_of_file boolean)
      where contacts.id = entry.id`,
    contacts.map(contactRow),
  );
}

async function addContacts(tx: Tx, contacts: ContactChange[], now: Date): Promise<void> {
  await writeAll(
    tx,
    `insert into contacts (customer_number, seats, seat, name, phones, language, pin_hash, pin_is_weak, since)
     select customer, customers.seats, entry.seat, entry.name, entry.phones, entry.language,
            decode(entry.pin_hash, 'hex'), false, entry.since
       from jsonb_to_recordset($1)
         as entry (customer text, seat integer, name text, phones text[], language text, pin_hash text,
           since timestamptz)
       join customers on customers.number = entry.customer`,
    contacts.map((contact) => ({ ...contactRow(contact), since: now })),
  );
}

function contactRow({ pinHash, pinIsOfFile, ...contact }: ContactChange) {
  return { ...contact, pin_hash: pinHash.toString('hex'), pin_of_file: pinIsOfFile };
}

async function writeCustomersOfFile(
  tx: Tx,
  customers: Map<string, CustomerHeader>,
  now: Date,
): Promise<void> {
  await writeCustomers(
    tx,
    [...customers].map(([number, header]) => ({ number, header })),
    now,
  );
  await tx.query(`update customers set ${OF_THE_FILE} where number = any($1)`, [[...customers.keys()]]);
}

/** Customers have as many seats as their plan, also those whom the file does not name. */
async function followPlans(tx: Tx): Promise<void> {
  await tx.query(
    `update customers set seats = plans.seats from plans
      where plans.name = customers.plan and customers.seats <> plans.seats and customers.retired_at is null`,
  );
}

async function writeAll(tx: Tx, sql: string, rows: object[]): Promise<void> {
  if (rows.length > 0) await tx.query(sql, [JSON.stringify(rows)]);
}

async function retire(tx: Tx, kind: Sourced, ids: string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(`update ${kind} set retired_at = $2 where ${KEYS[kind]}::text = any($1)`, [ids, now]);
}
