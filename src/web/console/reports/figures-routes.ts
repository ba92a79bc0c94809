import { auditView } from '../audited.ts';
import { typedIn } from '../form.ts';
import { pageInstead } from '../page-instead.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import type { Asked } from './attainment-figures.ts';
import {
  findCustomerByText,
  findCustomerZone,
  listOfferedCustomers,
  listSharedNames,
  loadPlanTitles,
} from './choices-store.ts';
import { drawFigures } from './draw-figures.ts';
import { readFigureFilter } from './figure-filter.ts';
import { figuresPage } from './figures-page.ts';
import { missedTable } from './miss-figures.ts';
import { readFigures } from './read-figures.ts';
import { tableAsCsv } from './table-view.ts';

const FILTERS = ['period', 'severity', 'plan', 'customer', 'from', 'until', 'by'] as const;

/** How the promises were kept, in figures; and each table as a file. */
export const FIGURES_ROUTES: readonly Route[] = [
  get('/figures', null, show),
  get('/figures/:key.csv', 'export', exportTable),
];

async function show(context: RouteContext): Promise<Answer> {
  const { database } = context.deps;
  const { asked, isFaulty } = await askedIn(context);
  const [numbers, customers] = await Promise.all([
    readFigures(database, asked.filter, { zone: context.format.zone, reader: 'page' }, context.now),
    listOfferedCustomers(database),
  ]);
  const figures = drawFigures(numbers, asked);
  const choices = { customers };
  return { page: figuresPage(context, { asked, numbers, figures, choices, isFaulty }) };
}

async function exportTable(context: RouteContext): Promise<Answer> {
  const { deps, format, now } = context;
  const { key = '' } = context.params;
  const { asked, isFaulty } = await askedIn(context);
  if (isFaulty) return pageInstead(await show(context));
  const numbers = await readFigures(deps.database, asked.filter, { zone: format.zone, reader: 'file' }, now);
  const table =
    key === 'missed'
      ? missedTable(numbers.missed, asked)
      : drawFigures(numbers, asked).find((figure) => figure.key === key)?.table;
  if (!table) notFound();
  await auditView(context, { action: 'exported-figures', subject: key, detail: asked.query });
  const body = tableAsCsv(table, context.words);
  return { file: { name: `${key}-${format.isoDay(now)}.csv`, type: 'text/csv; charset=utf-8', body } };
}

async function askedIn(context: RouteContext): Promise<{ asked: Asked; isFaulty: boolean }> {
  const { deps, words, format, now } = context;
  const query = typedIn(context.query, FILTERS);
  const read = readFigureFilter(query, format.zone, now);
  const wanted = read.filter.customer;
  const customer = wanted === null ? null : await findCustomerByText(deps.database, wanted);
  const [plans, sharedNames] = await Promise.all([
    loadPlanTitles(deps.database),
    listSharedNames(deps.database),
  ]);
  const plan = plans.has(read.filter.plan ?? '') ? read.filter.plan : null;
  const filter = { ...read.filter, plan, customer: customer?.number ?? null };
  const isUnknown = plan !== read.filter.plan || (wanted !== null && customer === null);
  const isFaulty = read.isFaulty || isUnknown;
  const customerZone = customer && (await findCustomerZone(deps.database, customer.number));
  return { asked: { filter, customer, customerZone, sharedNames, plans, words, format, query }, isFaulty };
}
