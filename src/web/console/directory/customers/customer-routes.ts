import type { Request, Router } from 'express';
import { forgetWrongPins } from '../../../../domain/customers/pin-count-store.ts';
import {
  addCustomer,
  handBackCustomer,
  retireCustomer,
  saveCustomer,
} from '../../../../domain/directory-changes/save-customer.ts';
import { loadNames } from '../../../../domain/directory-entry/names-store.ts';
import { listEngineers } from '../../../../domain/oncall/engineers/engineer-store.ts';
import { addAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../../context.ts';
import type { ConsoleDeps } from '../../deps.ts';
import { textOf } from '../../form.ts';
import { notFoundPage } from '../../message-page.ts';
import { doneIn } from '../done-in.ts';
import { newDraft, overtakenDraft, typedFields, withFaults } from '../draft.ts';
import { isoDayOf } from '../say-date.ts';
import {
  changedFields,
  checkHeader,
  HEADER_FIELDS,
  headerFields,
  isCustomerNumber,
} from './customer-form.ts';
import { type Choices, customerFormPage, retireCustomerPage } from './customer-form-page.ts';
import { type CustomerPlace, listCustomers } from './customer-list-store.ts';
import { customerPage } from './customer-page.ts';
import { customersPage } from './customers-page.ts';
import { readCustomer } from './read-customer.ts';

const PAGE_LENGTH = 50;
const FIELDS = [...HEADER_FIELDS, 'version'];

/** Customers: the list, one of them, and what can be done about it. */
export function customerRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();

  routes.get(
    '/',
    asUser(deps, null, async (context, request, response) => {
      const search = textOf(request.query, 'q').slice(0, 200);
      const after = readPlace(textOf(request.query, 'after'));
      if (search !== '' && after === null) {
        // not for what: it may be somebody's name
        await addAuditEntry(database, context.user, { action: 'customers-searched' }, context.now);
      }
      const found = await listCustomers(database, search || null, { after, limit: PAGE_LENGTH });
      const customers = found.slice(0, PAGE_LENGTH);
      const last = found.length > PAGE_LENGTH ? customers.at(-1) : undefined;
      const next = last ? writePlace(last) : null;
      sendHtml(response, customersPage(context, { customers, search, isFirst: after === null, next }));
    }),
  );

  routes.get(
    '/new',
    asUser(deps, 'registry', async (context, _request, response) => {
      const choices = await loadChoices(deps);
      const [plan = '', calendar = ''] = [choices.plans[0], choices.calendars[0]];
      const empty = { number: '', name: '', plan, calendar, tam: '', deputy: '' };
      const term = { 'valid.from': isoDayOf(context.now, context.format.zone), 'valid.until': '' };
      sendHtml(response, customerFormPage(context, null, newDraft({ ...empty, ...term }), choices));
    }),
  );

  routes.post(
    '/new',
    asUser(deps, 'registry', async (context, request, response) => {
      const { words, user, now } = context;
      const fields = typedFields(request.body, ['number', ...HEADER_FIELDS]);
      const number = fields.number ?? '';
      const { entry, faults = [] } = await checkHeader(database, fields);
      const paths = isCustomerNumber(number) ? faults : ['number', ...faults];
      const refuse = async (found: readonly string[], rules: Record<string, string>) => {
        const draft = withFaults(fields, found, rules);
        sendHtml(response, customerFormPage(context, null, draft, await loadChoices(deps)), 422);
      };
      if (!entry || paths.length > 0) {
        await refuse(paths, words.edit.rules);
        return;
      }
      const added = await database.transaction(async (tx) => {
        const isNew = await addCustomer(tx, number, entry, { by: user.name, now });
        if (isNew) await addAuditEntry(tx, user, { action: 'customer-added', subject: number }, now);
        return isNew;
      });
      if (added) response.redirect(303, `/registry/customers/${number}?done=added`);
      else await refuse(['number'], { number: words.customers.numberTaken });
    }),
  );

  routes.get(
    '/:number',
    asUser(deps, null, async (context, request, response) => {
      const story = await readCustomer(database, numberOf(request), context.now);
      if (!story) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const entry = { action: 'viewed-customer' as const, subject: story.number };
      await addAuditEntry(database, context.user, entry, context.now);
      sendHtml(response, customerPage(context, story, { done: doneIn(context.words, request.query) }));
    }),
  );

  routes.get(
    '/:number/edit',
    asUser(deps, 'registry', async (context, request, response) => {
      const story = await readCustomer(database, numberOf(request), context.now);
      if (!story) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const draft = newDraft(headerFields(story.header));
      sendHtml(response, customerFormPage(context, story.number, draft, await loadChoices(deps)));
    }),
  );

  routes.post(
    '/:number/edit',
    asUser(deps, 'registry', async (context, request, response) => {
      const { words, user, now } = context;
      const number = numberOf(request);
      const story = await readCustomer(database, number, now);
      if (!story) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const before = headerFields(story.header);
      const fields = typedFields(request.body, FIELDS);
      const { entry, faults } = await checkHeader(database, fields);
      if (!entry) {
        const draft = withFaults(fields, faults, words.edit.rules);
        sendHtml(response, customerFormPage(context, number, draft, await loadChoices(deps)), 422);
        return;
      }
      const version = fields.version ?? '';
      const saved = await database.transaction(async (tx) => {
        const outcome = await saveCustomer(tx, number, entry, version, { by: user.name, now });
        const detail = { fields: changedFields(before, fields) };
        if (outcome === 'saved')
          await addAuditEntry(tx, user, { action: 'customer-changed', subject: number, detail }, now);
        return outcome;
      });
      if (saved === 'saved') {
        response.redirect(303, `/registry/customers/${number}?done=saved`);
        return;
      }
      const draft =
        saved === 'too-few-seats'
          ? withFaults(fields, ['plan'], { plan: words.customers.tooFewSeats })
          : overtakenDraft(fields, before, words.edit.overtaken);
      sendHtml(response, customerFormPage(context, number, draft, await loadChoices(deps)), 409);
    }),
  );

  routes.get(
    '/:number/retire',
    asUser(deps, 'registry', async (context, request, response) => {
      const story = await readCustomer(database, numberOf(request), context.now);
      const contacts = story?.seats.filter(({ holder }) => holder !== null).length ?? 0;
      if (story) sendHtml(response, retireCustomerPage(context, story.number, story.header.name, contacts));
      else sendHtml(response, notFoundPage(context), 404);
    }),
  );

  const actions = {
    retire: { action: 'customer-retired', act: retireCustomer },
    'hand-back': { action: 'entry-handed-back', act: handBackCustomer },
  } as const;
  for (const [name, { action, act }] of Object.entries(actions)) {
    routes.post(
      `/:number/${name}`,
      asUser(deps, 'registry', async ({ user, now, ...context }, request, response) => {
        const number = numberOf(request);
        const done = await database.transaction(async (tx) => {
          const isDone = await act(tx, number, { by: user.name, now });
          if (isDone) await addAuditEntry(tx, user, { action, subject: number }, now);
          return isDone;
        });
        if (!done) sendHtml(response, notFoundPage({ ...context, user, now }), 404);
        else if (name === 'retire') response.redirect(303, '/registry/customers');
        else response.redirect(303, `/registry/customers/${number}?done=${name}`);
      }),
    );
  }

  routes.post(
    '/:number/unlock',
    asUser(deps, 'registry', async ({ user, now }, request, response) => {
      const number = numberOf(request);
      await database.transaction(async (tx) => {
        await forgetWrongPins(tx, [
          { kind: 'customer', id: number },
          { kind: 'phones', id: number },
        ]);
        await addAuditEntry(tx, user, { action: 'customer-unlocked', subject: number }, now);
      });
      response.redirect(303, `/registry/customers/${number}?done=unlocked`);
    }),
  );
  return routes;
}

/** What a form offers to choose from. */
async function loadChoices({ database }: ConsoleDeps): Promise<Choices> {
  const [{ names }, engineers] = await Promise.all([loadNames(database), listEngineers(database)]);
  return { plans: [...names.plans].toSorted(), calendars: [...names.calendars].toSorted(), engineers };
}

/** The customer of an address; what can be no number is one that nobody has. */
export function numberOf(request: Request): string {
  const typed = String(request.params.number);
  return isCustomerNumber(typed) ? typed : '';
}

function writePlace({ name, number }: CustomerPlace): string {
  return Buffer.from(JSON.stringify([name, number])).toString('base64url');
}

/** Where a page goes on; null if it is missing or none of ours. */
function readPlace(cursor: string): CustomerPlace | null {
  try {
    const [name, number] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isPlace = typeof name === 'string' && typeof number === 'string' && !name.includes('\0');
    return isPlace ? { name, number } : null;
  } catch {
    return null;
  }
}
