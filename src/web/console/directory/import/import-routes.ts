import { decodeTable } from '../../../../domain/customer-table/decode-table.ts';
import {
  type PlannedContact,
  planTable,
  type TablePlan,
} from '../../../../domain/customer-table/plan-table.ts';
import { saveTable } from '../../../../domain/customer-table/save-table.ts';
import { findReturning } from '../../../../domain/customers/erased.ts';
import { makePin } from '../../../../domain/customers/fresh-pin.ts';
import { schemasInForce } from '../../../../domain/directory-entry/check-entry.ts';
import { loadRegistry, lockRegistry } from '../../../../domain/directory-entry/directory-store.ts';
import { addAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { readUpload } from '../../read-upload.ts';
import { ANSWERED, type Answer, get, post, type Route, type RouteContext } from '../../route.ts';
import { readTypedDay } from '../../typed/read-typed-day.ts';
import { isoDayOf } from '../say-date.ts';
import { importPage, PROGRESS, pinsView, progressView, savingPage } from './import-page.ts';
import { templateOf } from './template.ts';

/** Some ten thousand lines; a spreadsheet with more is mistaken. */
const MAX_BYTES = 2_000_000;

/** How many PINs are made between two words about it. */
const PINS_A_STEP = 20;

/** As many as are computed at a time: callers who key in theirs meanwhile need not wait for a whole table. */
const AT_ONCE = 2;

/** Customers and contacts from a table: looked at first, saved when somebody says so. */
export const IMPORT_ROUTES: readonly Route[] = [
  get('/registry/import', 'registry', (context) => ({ page: importPage(context, null) })),
  get('/registry/import/template.csv', 'registry', ({ words }) => ({
    file: { name: words.importing.templateName, type: 'csv', body: templateOf(words) },
  })),
  post('/registry/import', 'registry', preview),
  post('/registry/import/save', 'registry', save),
];

async function preview(context: RouteContext): Promise<Answer> {
  const upload = await readUpload(context.request, MAX_BYTES);
  if (typeof upload === 'string') return { page: importPage(context, { refused: upload }), status: 422 };
  const file = upload.files.get('file');
  if (!file || file.length === 0)
    return { page: importPage(context, { refused: 'unreadable' }), status: 422 };
  const text = decodeTable(file);
  const plan = await planUpload(context, context.deps.database, text);
  return { page: importPage(context, { text, plan }), status: plan.faults.length > 0 ? 422 : 200 };
}

/** PINs take a tenth of a second each: the page grows while they are made, and nothing is saved before the last. */
async function save(context: RouteContext): Promise<Answer> {
  const { deps, response, request } = context;
  // the text once more, and what surrounds it
  const upload = await readUpload(request, 2 * MAX_BYTES);
  const text = typeof upload === 'string' ? '' : (upload.texts.get('text') ?? '');
  const plan = await planUpload(context, deps.database, text);
  if (plan.faults.length > 0) return { page: importPage(context, { text, plan }), status: 422 };
  const [head = '', tail = ''] = String(savingPage(context)).split(PROGRESS);
  response.status(200).type('html').set('x-accel-buffering', 'no');
  response.write(head);
  const made = await makePins(
    context,
    plan.contacts.filter(({ kind }) => kind === 'new'),
  );
  // whoever went away has seen no PIN: nothing is saved
  if (made === null) return ANSWERED;
  const seats = await saveAll(context, text, plan, made).catch((error: unknown) => {
    deps.log.error(
      { err: error },
      'a table of customers could not be saved, and nothing was changed: err has the cause',
    );
    return null;
  });
  response.end(String(pinsView(context, { plan, made, seats })) + tail);
  return ANSWERED;
}

interface MadePin {
  contact: PlannedContact;
  pin: string;
  pinHash: Buffer;
}

async function makePins(
  context: RouteContext,
  newcomers: readonly PlannedContact[],
): Promise<MadePin[] | null> {
  const { deps, response } = context;
  const taken = new Set<string>();
  const freshPin = (customer: string): string => {
    const pin = makePin();
    return taken.has(`${customer} ${pin}`) ? freshPin(customer) : pin;
  };
  const make = async (contact: PlannedContact): Promise<MadePin> => {
    const pin = freshPin(contact.customerNumber);
    taken.add(`${contact.customerNumber} ${pin}`);
    return { contact, pin, pinHash: await deps.pins.hash(contact.customerNumber, pin) };
  };
  const made: MadePin[] = [];
  for (let at = 0; at < newcomers.length; at += AT_ONCE) {
    if (response.destroyed) return null;
    made.push(...(await Promise.all(newcomers.slice(at, at + AT_ONCE).map(make))));
    if (made.length % PINS_A_STEP === 0)
      response.write(String(progressView(context, made.length, newcomers.length)));
  }
  return response.destroyed ? null : made;
}

/** @returns the seats of those who are new; null: somebody changed the directory meanwhile, and nothing was saved */
async function saveAll(
  context: RouteContext,
  text: string,
  plan: TablePlan,
  made: readonly MadePin[],
): Promise<number[] | null> {
  const { deps, user, now } = context;
  return deps.database.transaction(async (tx) => {
    await lockRegistry(tx);
    const standing = await planUpload(context, tx, text);
    if (JSON.stringify(standing) !== JSON.stringify(plan)) return null;
    const seats = await saveTable(tx, plan, made, { by: user.name, now });
    const changed = plan.customers.filter(({ kind }) => kind !== 'unchanged');
    for (const { number, kind } of changed) {
      const action = kind === 'new' ? 'customer-added' : 'customer-changed';
      await addAuditEntry(tx, user, { action, subject: number }, now);
    }
    for (const [index, { contact }] of made.entries()) {
      const detail = { seat: seats[index] };
      await addAuditEntry(tx, user, { action: 'seat-taken', subject: contact.customerNumber, detail }, now);
    }
    for (const { customerNumber } of plan.contacts.filter(({ kind }) => kind === 'changed'))
      await addAuditEntry(tx, user, { action: 'seat-changed', subject: customerNumber }, now);
    const detail = { customers: plan.customers.length, contacts: plan.contacts.length, pins: made.length };
    await addAuditEntry(tx, user, { action: 'customers-imported', detail }, now);
    return seats;
  });
}

/** What a table would change; who was erased is not let in again by one. */
async function planUpload({ deps, now, format }: RouteContext, db: Db, text: string): Promise<TablePlan> {
  const plan = planTable(text, {
    schemas: await schemasInForce(db, deps.hotline.number),
    current: await loadRegistry(db),
    languages: deps.hotline.script.languages.map(({ language }) => language),
    readDay: readTypedDay,
    today: isoDayOf(now, format.zone),
  });
  const faults = [...plan.faults];
  for (const contact of plan.contacts.filter(({ kind }) => kind === 'new')) {
    if (await findReturning(db, deps.pins, contact)) faults.push({ line: contact.line, about: 'erased' });
  }
  return { ...plan, faults };
}
