import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { filterFields } from '../filter-fields.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';
import type { Asked } from './attainment-figures.ts';
import { GRAINS } from './buckets.ts';
import type { NamedCustomer } from './choices-store.ts';
import { PERIODS } from './figure-filter.ts';

/** What can be chosen. */
export interface Choices {
  customers: readonly NamedCustomer[];
}

/** One click to a span that ends today; the other filters stay. */
export function periodLinks({ figures }: Words, { filter, query }: Asked): Html {
  const { from, until, ...others } = query;
  const links = PERIODS.map(
    (period) =>
      html`<a href="${address('/figures', { ...others, period })}" ${filter.period === period ? html`aria-current="true"` : nothing}>${figures.period[period]}</a>`,
  );
  return html`<nav class="periods" aria-label="${figures.periods}">${links}</nav>`;
}

/** The filters; days of one's own win over the period. */
export function filterForm(
  { words }: ConsoleContext,
  { filter, query, plans }: Asked,
  { customers }: Choices,
): Html {
  const { figures, calls } = words;
  const { chosen, select, severity, days } = filterFields(words, query);
  return html`
    <form class="filters card" method="get" action="/figures" role="search">
      ${filter.period ? html`<input type="hidden" name="period" value="${filter.period}">` : nothing}
      ${severity()}
      ${select('plan', words.ticket.plan, [...plans])}
      <label class="search">${words.ticket.customer}<input type="search" name="customer" value="${chosen('customer')}" list="customers" maxlength="200" autocomplete="off" placeholder="${figures.customerHint}"></label>
      <datalist id="customers">${customers.map(({ number, name }) => html`<option value="${number}">${name}</option>`)}</datalist>
      ${days()}
      ${select(
        'by',
        figures.columns,
        GRAINS.map((grain) => [grain, figures.grain[grain]]),
        figures.fitting,
      )}
      <div class="buttons"><button>${calls.submit}</button>${Object.keys(query).length > 0 ? html`<a href="/figures">${calls.reset}</a>` : nothing}</div>
    </form>`;
}
