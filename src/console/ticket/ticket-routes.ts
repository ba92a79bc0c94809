import { Router } from 'express';
import { addAuditEntry } from '../../users/audit-trail.ts';
import { textOf } from '../form.ts';
import { formatFor } from '../format.ts';
import { notFoundPage } from '../message-page.ts';
import type { ConsoleParts } from '../parts.ts';
import { asUser, sendPage } from '../visit.ts';
import { TICKET_ACTIONS } from './act-on-ticket.ts';
import { readTicket } from './read-ticket.ts';
import { type Said, ticketPage } from './ticket-page.ts';

/** A case, and what can be done about it. */
export function ticketRoutes(parts: ConsoleParts): Router {
  const { database, line } = parts;
  const routes = Router();

  routes.get(
    '/tickets/:number',
    asUser(parts, null, async (visit, request, response) => {
      const story = await readTicket(database, String(request.params.number));
      if (!story) {
        sendPage(response, notFoundPage(visit), 404);
        return;
      }
      const { ticket, window } = story;
      await addAuditEntry(
        database,
        visit.user,
        { action: 'viewed-ticket', subject: ticket.number },
        visit.now,
      );
      // a case is told in the time of its calendar
      const format = formatFor(visit.words, window.calendar.timezone);
      sendPage(response, ticketPage({ ...visit, format }, story, saidIn(visit, request.query)));
    }),
  );

  for (const [name, { right, act }] of Object.entries(TICKET_ACTIONS)) {
    routes.post(
      `/tickets/:number/${name}`,
      asUser(parts, right, async (visit, request, response) => {
        const number = String(request.params.number);
        const wish = { user: visit.user, number, fields: request.body, line, now: visit.now };
        const isNumber = /^\d{1,18}$/.test(number);
        const acted = isNumber ? await database.transaction((tx) => act(tx, wish)) : 'unknown';
        if (acted === 'unknown') sendPage(response, notFoundPage(visit), 404);
        else response.redirect(303, `/tickets/${number}?${new URLSearchParams(acted)}`);
      }),
    );
  }
  return routes;
}

/** What became of a form stands in the address it led to. */
function saidIn({ words }: { words: { ticket: { done: object; refused: object } } }, query: unknown): Said {
  const [done, refused] = [textOf(query, 'done'), textOf(query, 'refused')];
  if (Object.hasOwn(words.ticket.done, done)) return { done } as Said;
  return Object.hasOwn(words.ticket.refused, refused) ? ({ refused } as Said) : null;
}
