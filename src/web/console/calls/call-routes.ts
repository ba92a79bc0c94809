import { callEvents, findCallBySid } from '../../../domain/calls/call-store.ts';
import { findTicket } from '../../../domain/tickets/ticket-store.ts';
import { findCallRow, legsOfTicket } from '../../read-model/call-view-store.ts';
import { callSid } from '../../read-model/fields.ts';
import { auditView } from '../audited.ts';
import { typedIn } from '../form.ts';
import { pageInstead } from '../page-instead.ts';
import { listRequestsSince } from '../requests/request-store.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { listTextsSince } from '../texts/text-list-store.ts';
import { notFound } from '../turned-away.ts';
import { type CallFilter, readCallFilter } from './call-filter.ts';
import { callLogPage } from './call-log-page.ts';
import { callPage } from './call-page.ts';
import { exportCalls } from './export-calls.ts';
import { readCalls, readCursor } from './read-calls.ts';
import { readPlayers } from './read-players.ts';

const PAGE_LENGTH = 50;
/** Requests that had to be phoned, and texts without a ticket, stand above the log for three days. */
const REQUESTS_MS = 3 * 24 * 3_600_000;
const MAX_REQUESTS = 20;
const FILTERS = ['q', 'outcome', 'party', 'severity', 'from', 'until', 'cursor'] as const;

/** The call log, one call of it, and the log as a file. */
export const CALL_ROUTES: readonly Route[] = [
  get('/calls', null, index),
  get('/calls.csv', 'export', exportLog),
  get('/calls/:sid', null, show),
];

async function index(context: RouteContext): Promise<Answer> {
  const { database } = context.deps;
  const query = typedIn(context.query, FILTERS);
  const { filter, isFaulty } = readCallFilter(query, context.format.zone);
  const cursor = readCursor(query.cursor ?? '');
  if (filter.search !== null && cursor === null)
    await auditView(context, { action: 'searched', detail: withoutWords(query, filter) });
  const page = await readCalls(database, filter, { cursor, limit: PAGE_LENGTH });
  const since = new Date(context.now.getTime() - REQUESTS_MS);
  const isFirst = Object.keys(query).length === 0;
  const requests = isFirst ? await listRequestsSince(database, since, MAX_REQUESTS, context.now) : [];
  const texts = isFirst ? await listTextsSince(database, since, MAX_REQUESTS) : [];
  return { page: callLogPage(context, { ...page, isFaulty, requests, texts, query }) };
}

async function exportLog(context: RouteContext): Promise<Answer> {
  const { deps, words, format, now } = context;
  const query = typedIn(context.query, FILTERS);
  const { filter, isFaulty } = readCallFilter(query, format.zone);
  if (isFaulty) return pageInstead(await index(context));
  await auditView(context, { action: 'exported', detail: withoutWords(query, filter) });
  const body = exportCalls(deps.database, filter, words);
  return { file: { name: `calls-${format.isoDay(now)}.csv`, type: 'text/csv; charset=utf-8', body } };
}

async function show(context: RouteContext): Promise<Answer> {
  const { deps, params } = context;
  const { database } = deps;
  const name = callSid.safeParse(params.sid).data;
  const row = name === undefined ? null : await findCallRow(database, name);
  const call = row?.sid ? await findCallBySid(database, row.sid) : null;
  if (!row || !call) notFound();
  const [steps, legs] = await Promise.all([
    callEvents(database, row.id),
    row.ticketNumber === null ? [row] : legsOfTicket(database, row.ticketNumber),
    auditView(context, { action: 'viewed-call', subject: row.sid }),
  ]);
  const sid = call.visit.vars.recording;
  const [players, ticket] = await Promise.all([
    readPlayers(deps, [sid]),
    row.ticketNumber === null ? null : findTicket(database, row.ticketNumber),
  ]);
  const transcript = ticket && ticket.recordingSid === sid ? ticket.transcript : null;
  const player = players.get(sid ?? '');
  return { page: callPage(context, { call: row, steps, legs, player, transcript }) };
}

/** The filters as they may be written down for ever: what was searched for may be somebody's name or number. */
function withoutWords(
  { q: _, ...filters }: Record<string, string>,
  { search }: CallFilter,
): Record<string, string> {
  if (search === null) return filters;
  const kind = search.digits !== null ? 'digits' : search.phone !== null ? 'a phone number' : 'words';
  return { ...filters, searched: kind };
}
