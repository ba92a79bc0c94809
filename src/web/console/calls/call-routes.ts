import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Router } from 'express';
import { callEvents, findCallBySid } from '../../../domain/calls/call-store.ts';
import { findTicket } from '../../../domain/tickets/ticket-store.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { findCallRow, legsOfTicket } from '../../read-model/call-view-store.ts';
import { callSid } from '../../read-model/fields.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { notFoundPage } from '../message-page.ts';
import { listRequestsSince } from '../requests/request-store.ts';
import { type CallFilter, readCallFilter } from './call-filter.ts';
import { callLogPage } from './call-log-page.ts';
import { callPage } from './call-page.ts';
import { exportCalls } from './export-calls.ts';
import { readCalls, readCursor } from './read-calls.ts';
import { readPlayers } from './read-players.ts';

const PAGE_LENGTH = 50;
/** Requests that had to be phoned stand above the log for three days. */
const REQUESTS_MS = 3 * 24 * 3_600_000;
const MAX_REQUESTS = 20;
const FILTERS = ['q', 'outcome', 'party', 'severity', 'from', 'until', 'cursor'] as const;

/** The call log, one call of it, and the log as a file. */
export function callRoutes(deps: ConsoleDeps): Router {
  const { database, log } = deps;
  const routes = strictRouter();

  routes.get(
    '/calls',
    asUser(deps, null, async (context, request, response) => {
      const query = typedFilters(request.query);
      const { filter, isFaulty } = readCallFilter(query, context.format.zone);
      const cursor = readCursor(query.cursor ?? '');
      if (filter.search !== null && cursor === null) {
        const entry = { action: 'searched' as const, detail: withoutWords(query, filter) };
        await addAuditEntry(database, context.user, entry, context.now);
      }
      const page = await readCalls(database, filter, { cursor, limit: PAGE_LENGTH });
      const since = new Date(context.now.getTime() - REQUESTS_MS);
      const requests =
        Object.keys(query).length === 0 ? await listRequestsSince(database, since, MAX_REQUESTS) : [];
      sendHtml(response, callLogPage(context, { ...page, isFaulty, requests, query }));
    }),
  );

  routes.get(
    '/calls.csv',
    asUser(deps, 'export', async (context, request, response) => {
      const query = typedFilters(request.query);
      const { filter } = readCallFilter(query, context.format.zone);
      await addAuditEntry(
        database,
        context.user,
        { action: 'exported', detail: withoutWords(query, filter) },
        context.now,
      );
      response.attachment(`calls-${context.format.isoDay(context.now)}.csv`).type('text/csv; charset=utf-8');
      const lines = Readable.from(exportCalls(database, filter, context.words));
      await pipeline(lines, response).catch((error: NodeJS.ErrnoException) => {
        // whoever asked has gone away: there is nobody to tell
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.error({ err: error }, 'an export ended early');
      });
    }),
  );

  routes.get(
    '/calls/:sid',
    asUser(deps, null, async (context, request, response) => {
      const name = callSid.safeParse(request.params.sid).data;
      const row = name === undefined ? null : await findCallRow(database, name);
      const call = row?.sid ? await findCallBySid(database, row.sid) : null;
      if (!row || !call) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const [steps, legs] = await Promise.all([
        callEvents(database, row.id),
        row.ticketNumber === null ? [row] : legsOfTicket(database, row.ticketNumber),
        addAuditEntry(database, context.user, { action: 'viewed-call', subject: row.sid }, context.now),
      ]);
      const sid = call.visit.vars.recording;
      const [players, ticket] = await Promise.all([
        readPlayers(deps, [sid]),
        row.ticketNumber === null ? null : findTicket(database, row.ticketNumber),
      ]);
      const transcript = ticket && ticket.recordingSid === sid ? ticket.transcript : null;
      const player = players.get(sid ?? '');
      sendHtml(response, callPage(context, { call: row, steps, legs, player, transcript }));
    }),
  );
  return routes;
}

/** The filters that say something, as they were typed. */
function typedFilters(query: unknown): Record<string, string> {
  const typed = FILTERS.map((name) => [name, textOf(query, name)] as const);
  return Object.fromEntries(typed.filter(([, text]) => text !== ''));
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
