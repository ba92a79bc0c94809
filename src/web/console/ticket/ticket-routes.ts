import type { Router } from 'express';
import { findTicket } from '../../../domain/tickets/ticket-store.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { formatFor } from '../format.ts';
import { openStream } from '../live/stream.ts';
import { notFoundPage } from '../message-page.ts';
import { TICKET_ACTIONS } from './act-on-ticket.ts';
import { createTicketWatches, type LiveTicket, readLiveTicket } from './live-ticket.ts';
import { createTelling } from './ticket-change.ts';
import { type Said, ticketPage } from './ticket-page.ts';

/** A ticket, and what can be done about it. */
export function ticketRoutes(deps: ConsoleDeps): Router {
  const { database, hotline, now, log } = deps;
  const watchOf = createTicketWatches(deps, now, log);
  const routes = strictRouter();

  routes.get(
    '/tickets/:number',
    asUser(deps, null, async (context, request, response) => {
      const live = await readLiveTicket(deps, String(request.params.number), context.now);
      if (!live) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const { ticket } = live.story;
      await addAuditEntry(
        database,
        context.user,
        { action: 'viewed-ticket', subject: ticket.number },
        context.now,
      );
      sendHtml(response, ticketPage(inTimeOf(live, context), live, saidIn(context, request.query)));
    }),
  );

  routes.get(
    '/tickets/:number/live',
    asUser(deps, null, async (context, request, response) => {
      const number = String(request.params.number);
      if (!(await findTicket(database, number))) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const tell = createTelling();
      openStream(deps, [request, response], context, watchOf(number), (live, version) =>
        tell(live, version, { ...inTimeOf(live, context), now: now() }),
      );
    }),
  );

  for (const [name, { right, act }] of Object.entries(TICKET_ACTIONS)) {
    routes.post(
      `/tickets/:number/${name}`,
      asUser(deps, right, async (context, request, response) => {
        const number = String(request.params.number);
        const wish = { user: context.user, number, fields: request.body, hotline, now: context.now };
        const isNumber = /^\d{1,18}$/.test(number);
        const acted = isNumber ? await database.transaction((tx) => act(tx, wish)) : 'unknown';
        if (acted === 'unknown') sendHtml(response, notFoundPage(context), 404);
        else response.redirect(303, `/tickets/${number}?${new URLSearchParams(acted)}`);
      }),
    );
  }
  return routes;
}

/** A ticket is told in the time of its calendar. */
function inTimeOf({ story }: LiveTicket, context: ConsoleContext): ConsoleContext {
  return { ...context, format: formatFor(context.words, story.window.calendar.timezone) };
}

/** What became of a form stands in the address it led to. */
function saidIn({ words }: { words: { ticket: { done: object; refused: object } } }, query: unknown): Said {
  const [done, refused] = [textOf(query, 'done'), textOf(query, 'refused')];
  if (Object.hasOwn(words.ticket.done, done)) return { done } as Said;
  return Object.hasOwn(words.ticket.refused, refused) ? ({ refused } as Said) : null;
}
