import { findFormerHolders } from '../../../../domain/customers/former-holder-store.ts';
import { forgetWrongPins } from '../../../../domain/customers/pin-count-store.ts';
import {
  addCustomer,
  handBackCustomer,
  retireCustomer,
  saveCustomer,
} from '../../../../domain/directory-changes/save-customer.ts';
import { isUnreachedBy } from '../../../../domain/directory-changes/unreached-edit.ts';
import type { CustomerHeader } from '../../../../domain/directory-entry/directory-schema.ts';
import { keptName } from '../../../../domain/directory-entry/entry-values.ts';
import { listEngineers } from '../../../../domain/oncall/engineers/engineer-store.ts';
import { loadTitles } from '../../../../domain/plans/rule-life-store.ts';
import { address } from '../../address.ts';
import { audited, auditView } from '../../audited.ts';
import { textOf } from '../../form.ts';
import { noticeIn } from '../../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../../route.ts';
import { notFound } from '../../turned-away.ts';
import {
  asItStood,
  changedFields,
  type Draft,
  newDraft,
  overtakenDraft,
  typedFields,
  withFaults,
} from '../draft.ts';
import { isoDayOf } from '../say-date.ts';
import { checkHeader, HEADER_FIELDS, headerFields, isCustomerNumber } from './customer-form.ts';
import { customerFormPage, retireCustomerPage } from './customer-form-page.ts';
import { customerIn, numberIn } from './customer-in.ts';
import { customerIsKnown, listCustomers } from './customer-list-store.ts';
import { customerPage } from './customer-page.ts';
import { readPlace, writePlace } from './customer-place.ts';
import { customersPage } from './customers-page.ts';
import { readCustomer } from './read-customer.ts';
import { readDealings } from './read-dealings.ts';

const PAGE_LENGTH = 50;
const FIELDS = [...HEADER_FIELDS, 'version'];

/** Customers: the list, one of them, and what can be done about it. */
export const CUSTOMER_ROUTES: readonly Route[] = [
  get('/registry/customers', null, index),
  get('/registry/customers/new', 'registry', add),
  post('/registry/customers/new', 'registry', create),
  get('/registry/customers/:number', null, show),
  get('/registry/customers/:number/edit', 'registry', edit),
  post('/registry/customers/:number/edit', 'registry', update),
  get('/registry/customers/:number/retire', 'registry', askToRetire),
  post('/registry/customers/:number/retire', 'registry', retire),
  post('/registry/customers/:number/hand-back', 'registry', handBack),
  post('/registry/customers/:number/unlock', 'registry', unlock),
];

async function index(context: RouteContext): Promise<Answer> {
  const search = keptName(textOf(context.query, 'q').slice(0, 200));
  const after = readPlace(textOf(context.query, 'after'));
  // not for what: it may be somebody's name
  if (search !== '' && after === null) await auditView(context, { action: 'customers-searched' });
  const wanted = { after, limit: PAGE_LENGTH };
  const found = await listCustomers(context.deps.database, search || null, wanted);
  const customers = found.slice(0, PAGE_LENGTH);
  const last = found.length > PAGE_LENGTH ? customers.at(-1) : undefined;
  const next = last ? writePlace(last) : null;
  return { page: customersPage(context, { customers, search, isFirst: after === null, next }) };
}

async function add(context: RouteContext): Promise<Answer> {
  const choices = await choicesFor(context);
  const [plan = ''] = choices.plans.keys();
  const [calendar = ''] = choices.calendars.keys();
  const empty = {
    number: '',
    name: '',
    plan,
    calendar,
    tam: '',
    deputy: '',
    'report.to': '',
    'report.language': '',
  };
  const term = { 'valid.from': isoDayOf(context.now, context.format.zone), 'valid.until': '' };
  return { page: customerFormPage(context, null, newDraft({ ...empty, ...term }), choices) };
}

async function create(context: RouteContext): Promise<Answer> {
  const { words } = context;
  const fields = typedFields(context.body, ['number', ...HEADER_FIELDS]);
  const number = fields.number ?? '';
  const { entry, faults = [] } = await checkHeader(context.deps.database, fields);
  const paths = isCustomerNumber(number) ? faults : ['number', ...faults];
  if (!entry || paths.length > 0)
    return form(context, null, withFaults(fields, paths, words.edit.rules), 422);
  const unreached = await unreachedDraft(context, entry, fields);
  if (unreached) return form(context, null, unreached, 422);
  const outcome = await audited(
    context,
    (tx, change) => addCustomer(tx, number, entry, change),
    (added) => added === 'added' && { action: 'customer-added', subject: number },
  );
  // looked at again, the form says what is gone
  if (outcome === 'leads-nowhere') return create(context);
  if (outcome === 'added') return { to: address('/registry/customers/:number', { number, done: 'added' }) };
  const holders =
    outcome === 'taken'
      ? null
      : await findFormerHolders(context.deps.database, [{ number, name: entry.name }]);
  const former = holders?.get(number);
  const rule = former ? words.customers.numberWasAnothers(former.name) : words.customers.numberTaken;
  const taken = withFaults(fields, ['number'], { number: rule });
  return form(context, null, taken, 422);
}

async function show(context: RouteContext): Promise<Answer> {
  const number = numberIn(context);
  const story = await readCustomer(context.deps.database, number, context.now);
  // old tickets and calls still name whoever has left
  if (!story && (await customerIsKnown(context.deps.database, number)))
    return { to: address('/tickets', { customer: number }) };
  if (!story) notFound();
  await auditView(context, { action: 'viewed-customer', subject: story.number });
  const done = noticeIn(context, context.words.edit.done);
  const dealings = await readDealings(context.deps.database, number, context.now);
  return { page: customerPage(context, story, { dealings, done, wrongUpdate: null }) };
}

async function edit(context: RouteContext): Promise<Answer> {
  const { number, header } = await customerIn(context);
  return form(context, number, newDraft(headerFields(header)));
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, words } = context;
  const { number, header } = await customerIn(context);
  const before = headerFields(header);
  const fields = typedFields(context.body, FIELDS);
  const { entry, faults } = await checkHeader(deps.database, fields);
  if (!entry) return form(context, number, withFaults(fields, faults, words.edit.rules), 422);
  const unreached = await unreachedDraft(context, entry, fields);
  if (unreached) return form(context, number, unreached, 422);
  const changed = changedFields(before, headerFields(entry));
  const wanted = asItStood(header, entry, changed);
  const saved = await audited(
    context,
    (tx, change) => saveCustomer(tx, number, { entry: wanted, version: fields.version ?? '' }, change),
    (outcome) =>
      outcome === 'saved' && { action: 'customer-changed', subject: number, detail: { fields: changed } },
  );
  // looked at again, the form says what is gone
  if (saved === 'leads-nowhere') return update(context);
  if (saved === 'saved' || saved === 'unchanged')
    return { to: address('/registry/customers/:number', { number, done: 'saved' }) };
  const draft =
    saved === 'too-few-seats'
      ? withFaults(fields, ['plan'], { plan: words.customers.tooFewSeats })
      : overtakenDraft(fields, before, words.edit.overtaken);
  return form(context, number, draft, 409);
}

async function askToRetire(context: RouteContext): Promise<Answer> {
  const { number, header, seats } = await customerIn(context);
  const contacts = seats.filter(({ holder }) => holder !== null).length;
  return { page: retireCustomerPage(context, number, header.name, contacts) };
}

async function retire(context: RouteContext): Promise<Answer> {
  const number = numberIn(context);
  const isDone = await audited(
    context,
    (tx, change) => retireCustomer(tx, number, change),
    (done) => done && { action: 'customer-retired', subject: number },
  );
  return isDone ? { to: address('/registry/customers') } : notFound();
}

async function handBack(context: RouteContext): Promise<Answer> {
  const number = numberIn(context);
  const isDone = await audited(
    context,
    (tx) => handBackCustomer(tx, number),
    (done) => done && { action: 'entry-handed-back', subject: number },
  );
  return isDone ? { to: address('/registry/customers/:number', { number, done: 'hand-back' }) } : notFound();
}

async function unlock(context: RouteContext): Promise<Answer> {
  const { number } = await customerIn(context);
  const scopes = (['customer', 'phones'] as const).map((kind) => ({ kind, id: number }));
  await audited(
    context,
    (tx) => forgetWrongPins(tx, scopes),
    () => ({ action: 'customer-unlocked', subject: number }),
  );
  return { to: address('/registry/customers/:number', { number, done: 'unlocked' }) };
}

/** A customer who would be promised more than their calendar opens; else null. */
async function unreachedDraft(
  { deps, words, now }: RouteContext,
  entry: CustomerHeader,
  fields: Record<string, string>,
): Promise<Draft | null> {
  if (!(await isUnreachedBy(deps.database, entry, now))) return null;
  return withFaults(fields, ['calendar'], { calendar: words.customers.unreached });
}

/** @param number null: a new one */
async function form(
  context: RouteContext,
  number: string | null,
  draft: Draft,
  status = 200,
): Promise<Answer> {
  return { page: customerFormPage(context, number, draft, await choicesFor(context)), status };
}

/** What a form offers to choose from. */
async function choicesFor({ deps: { database } }: RouteContext) {
  const [{ plans, calendars }, engineers] = await Promise.all([
    loadTitles(database),
    listEngineers(database),
  ]);
  return { plans, calendars, engineers };
}
