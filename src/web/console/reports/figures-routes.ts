import type { Router } from 'express';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { notFoundPage } from '../message-page.ts';
import type { Asked } from './attainment-figures.ts';
import { findCustomerByText, listChoices } from './choices-store.ts';
import { drawFigures } from './draw-figures.ts';
import { readFigureFilter } from './figure-filter.ts';
import { figuresPage } from './figures-page.ts';
import { missedTable } from './miss-figures.ts';
import { readFigures } from './read-figures.ts';
import { tableAsCsv } from './table-view.ts';

const FILTERS = ['period', 'severity', 'plan', 'customer', 'from', 'until', 'by'] as const;
/** What the form offers while somebody types; who is not among them is found all the same. */
const OFFERED_CUSTOMERS = 300;

/** How the promises were kept, in figures; and each table as a file. */
export function figuresRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();

  const ask = async ({ words, format, now }: ConsoleContext, typed: unknown) => {
    const query = typedFilters(typed);
    const read = readFigureFilter(query, format.zone, now);
    const wanted = read.filter.customer;
    const customer = wanted === null ? null : await findCustomerByText(database, wanted);
    const filter = { ...read.filter, customer: customer?.number ?? null };
    const isFaulty = read.isFaulty || (wanted !== null && customer === null);
    const asked: Asked = { filter, words, format, query };
    return { asked, isFaulty };
  };

  routes.get(
    '/figures',
    asUser(deps, null, async (context, request, response) => {
      const { asked, isFaulty } = await ask(context, request.query);
      const [numbers, choices] = await Promise.all([
        readFigures(database, asked.filter, context.format.zone, context.now),
        listChoices(database, OFFERED_CUSTOMERS),
      ]);
      const figures = drawFigures(numbers, asked);
      sendHtml(response, await figuresPage(context, { asked, numbers, figures, choices, isFaulty }));
    }),
  );

  routes.get(
    '/figures/:key.csv',
    asUser(deps, 'export', async (context, request, response) => {
      const key = String(request.params.key);
      const { asked } = await ask(context, request.query);
      const numbers = await readFigures(database, asked.filter, context.format.zone, context.now);
      const table =
        key === 'missed'
          ? missedTable(numbers.missed, asked)
          : drawFigures(numbers, asked).find((figure) => figure.key === key)?.table;
      if (!table) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const entry = { action: 'exported-figures' as const, subject: key, detail: asked.query };
      await addAuditEntry(database, context.user, entry, context.now);
      response.attachment(`${key}-${context.format.isoDay(context.now)}.csv`).type('text/csv; charset=utf-8');
      response.send(tableAsCsv(table));
    }),
  );
  return routes;
}

/** The filters that say something, as they were typed. */
function typedFilters(query: unknown): Record<string, string> {
  const typed = FILTERS.map((name) => [name, textOf(query, name)] as const);
  return Object.fromEntries(typed.filter(([, text]) => text !== ''));
}
