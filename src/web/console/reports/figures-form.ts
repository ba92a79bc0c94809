import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { textOf } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';
import type { Asked } from './attainment-figures.ts';
import { GRAINS } from './buckets.ts';
import type { NamedCustomer } from './choices-store.ts';
import { PERIODS } from './figure-filter.ts';

/** What can be chosen. */
export interface Choices {
  plans: readonly string[];
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
  { filter, query }: Asked,
  { plans, customers }: Choices,
): Html {
  const { figures, calls } = words;
  const select = (
    name: string,
    label: string,
    none: string,
    options: readonly (readonly [string, string])[],
  ) => html`
    <label>${label}<select name="${name}"><option value="">${none}</option>${options.map(
      ([value, text]) =>
        html`<option value="${value}" ${textOf(query, name) === value ? html`selected` : nothing}>${text}</option>`,
    )}</select></label>`;
  const day = (name: string, label: string) =>
    html`<label>${label}<input type="date" name="${name}" value="${textOf(query, name)}"></label>`;
  return html`
    <form class="filters card" method="get" action="/figures" role="search">
      ${filter.period ? html`<input type="hidden" name="period" value="${filter.period}">` : nothing}
      ${select(
        'severity',
        words.severityLabel,
        calls.any,
        [1, 2, 3, 4].map((severity) => [String(severity), `${severity} ${words.severity(severity)}`]),
      )}
      ${select(
        'plan',
        words.ticket.plan,
        calls.any,
        plans.map((plan) => [plan, plan]),
      )}
      <label class="search">${words.ticket.customer}<input type="search" name="customer" value="${textOf(query, 'customer')}" list="customers" maxlength="200" autocomplete="off" placeholder="${figures.customerHint}"></label>
      <datalist id="customers">${customers.map(({ number, name }) => html`<option value="${number}">${name}</option>`)}</datalist>
      ${day('from', calls.from)}${day('until', calls.until)}
      ${select(
        'by',
        figures.columns,
        figures.fitting,
        GRAINS.map((grain) => [grain, figures.grain[grain]]),
      )}
      <div class="buttons"><button>${calls.submit}</button>${Object.keys(query).length > 0 ? html`<a href="/figures">${calls.reset}</a>` : nothing}</div>
    </form>`;
}
