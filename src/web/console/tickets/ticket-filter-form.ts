import type { ConsoleContext } from '../context.ts';
import { filterFields } from '../filter-fields.ts';
import { type Html, html, nothing } from '../html.ts';
import { KINDS, STATUSES, TICKET_ORDERS } from './ticket-filter.ts';
import type { TicketList } from './ticket-list-page.ts';

/** What narrows the list of tickets down; it reads and works without scripts. */
export function ticketFilterForm({ words }: ConsoleContext, list: TicketList): Html {
  const { query, people, customers } = list;
  const { tickets, calls } = words;
  const { chosen, select, severity, days } = filterFields(words, query);
  const tick = (name: string, label: string) =>
    html`<label class="choice"><input type="checkbox" name="${name}" value="yes" ${chosen(name) === 'yes' ? html`checked` : nothing}> ${label}</label>`;
  const statuses = STATUSES.map((status) => [status, words.status[status]] as const);
  return html`
    <form class="filters card" method="get" action="/tickets" role="search">
      <label class="search">${calls.search}<input type="search" name="q" value="${chosen('q')}" placeholder="${tickets.searchHint}" maxlength="200"></label>
      ${select('status', tickets.columns.stands, [['unanswered', tickets.unanswered], ...statuses])}
      ${severity()}
      ${select(
        'kind',
        tickets.kind,
        KINDS.map((kind) => [kind, words.kind[kind]]),
      )}
      <label>${words.ticket.customer}<input type="search" name="customer" value="${chosen('customer')}" list="customers" maxlength="200" autocomplete="off"></label>
      <datalist id="customers">${customers.map(({ number, name }) => html`<option value="${number}">${name}</option>`)}</datalist>
      ${select(
        'engineer',
        tickets.engineer,
        [...people].map(([key, { name }]) => [key, name]),
      )}
      ${days()}
      ${select(
        'sort',
        tickets.sort,
        TICKET_ORDERS.map((sort) => [sort, tickets.sorts[sort]]),
        null,
      )}
      <fieldset class="ticks"><legend class="hidden">${tickets.only}</legend>${tick('late', tickets.lateOnly)}${tick('reopened', tickets.reopenedOnly)}</fieldset>
      <div class="buttons"><button>${calls.submit}</button>${Object.keys(query).length > 0 ? html`<a href="/tickets">${calls.reset}</a>` : nothing}</div>
    </form>`;
}
