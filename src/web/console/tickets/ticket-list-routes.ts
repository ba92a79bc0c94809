import {
  listSavedFilters,
  MAX_FILTER_NAME,
  removeFilter,
  saveFilter,
} from '../../../domain/users/saved-filter-store.ts';
import { address } from '../address.ts';
import { audited, auditLook, auditView } from '../audited.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { pageInstead } from '../page-instead.ts';
import {
  findCustomerByText,
  listOfferedCustomers,
  loadPlanTitles,
  type NamedCustomer,
} from '../reports/choices-store.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { listPeople } from './engineers-by-key.ts';
import { exportTickets } from './export-tickets.ts';
import { readTicketCursor, readTickets } from './read-tickets.ts';
import { readTicketFilter, type TicketListFilter, typedTicketFilters } from './ticket-filter.ts';
import { ticketListPage } from './ticket-list-page.ts';

const PAGE_LENGTH = 50;

/** All tickets: the list, the same as a file, and the filters that somebody keeps. */
export const TICKET_LIST_ROUTES: readonly Route[] = [
  get('/tickets', null, index),
  get('/tickets.csv', 'export', exportList),
  post('/tickets/filters', null, keep),
  post('/tickets/filters/:id/remove', null, remove),
];

async function index(context: RouteContext): Promise<Answer> {
  const { deps, user, words, now } = context;
  const { database } = deps;
  const { filter, query, customer, isFaulty } = await askedIn(context);
  const after = readTicketCursor(textOf(context.query, 'cursor'), filter);
  if (filter.search !== null)
    // not for what: it may be somebody's name
    await auditLook(context, { action: 'tickets-searched', subject: 'tickets' });
  const [slice, people, saved, customers] = await Promise.all([
    readTickets(database, filter, { after, limit: PAGE_LENGTH, now }),
    listPeople(database),
    listSavedFilters(database, user.id),
    listOfferedCustomers(database),
  ]);
  const notice = noticeIn(context, words.tickets.done);
  const fault = textOf(context.query, 'refused') === 'too-many' ? words.tickets.tooManyFilters : null;
  const list = {
    ...slice,
    isFirst: after === null,
    isFaulty,
    query,
    saved,
    people,
    customers,
    customer,
    notice,
    fault,
  };
  return { page: ticketListPage(context, list) };
}

async function exportList(context: RouteContext): Promise<Answer> {
  const { deps, words, format, now } = context;
  const { filter, query, isFaulty } = await askedIn(context);
  if (isFaulty) return pageInstead(await index(context));
  // not for whom: it may be somebody's name
  const { q, customer, ...written } = query;
  const searched = q === undefined && customer === undefined ? {} : { searched: 'words' };
  await auditView(context, { action: 'tickets-exported', detail: { ...written, ...searched } });
  const [people, plans] = await Promise.all([listPeople(deps.database), loadPlanTitles(deps.database)]);
  const body = exportTickets(deps.database, filter, { words, people, plans, now });
  return { file: { name: `tickets-${format.isoDay(now)}.csv`, type: 'text/csv; charset=utf-8', body } };
}

async function keep(context: RouteContext): Promise<Answer> {
  const { user, body, now } = context;
  const query = typedTicketFilters(body);
  const name = textOf(body, 'name').slice(0, MAX_FILTER_NAME);
  if (name === '' || Object.keys(query).length === 0) return { to: address('/tickets', query) };
  const isKept = await audited(
    context,
    (tx) => saveFilter(tx, user.id, { name, query }, now),
    (saved) => saved && { action: 'filter-saved' },
  );
  return { to: address('/tickets', { ...query, ...(isKept ? { done: 'saved' } : { refused: 'too-many' }) }) };
}

async function remove(context: RouteContext): Promise<Answer> {
  const { user, params } = context;
  const removed = await audited(
    context,
    (tx) => removeFilter(tx, user.id, params.id ?? ''),
    (name) => name !== null && { action: 'filter-removed' },
  );
  return removed === null ? notFound() : { to: address('/tickets', { done: 'removed' }) };
}

/** A customer may be typed by name: whoever is meant is looked up, and who is nobody has no tickets. */
async function askedIn(context: RouteContext): Promise<{
  filter: TicketListFilter;
  query: Record<string, string>;
  customer: NamedCustomer | null;
  isFaulty: boolean;
}> {
  const query = typedTicketFilters(context.query);
  const { filter, isFaulty } = readTicketFilter(query, context.format.zone);
  if (filter.customer === null) return { filter, query, customer: null, isFaulty };
  const customer = await findCustomerByText(context.deps.database, filter.customer);
  return {
    filter: { ...filter, customer: customer?.number ?? null },
    query,
    customer,
    isFaulty: isFaulty || customer === null,
  };
}
