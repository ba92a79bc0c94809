import { SEVERITIES } from '../../../domain/tickets/ticket.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { KINDS, STATUSES, TICKET_ORDERS } from './ticket-filter.ts';
import type { TicketList } from './ticket-list-page.ts';

type Options = readonly (readonly [value: string, text: string])[];

/** What narrows the list of tickets down; it reads and works without scripts. */
export function ticketFilterForm({ words }: ConsoleContext, list: TicketList): Html {
  const { query, people, customers } = list;
  const { tickets, calls } = words;
  const chosen = (name: string) => query[name] ?? '';
  const option = (name: string, [value, text]: Options[number]) =>
    html`<option value="${value}" ${chosen(name) === value ? html`selected` : nothing}>${text}</option>`;
  const select = (name: string, label: string, options: Options) =>
    html`<label>${label}<select name="${name}"><option value="">${calls.any}</option>${options.map((each) => option(name, each))}</select></label>`;
  const day = (name: string, label: string) =>
    html`<label>${label}<input type="date" name="${name}" value="${chosen(name)}"></label>`;
  const tick = (name: string, label: string) =>
    html`<label class="choice"><input type="checkbox" name="${name}" value="yes" ${chosen(name) === 'yes' ? html`checked` : nothing}> ${label}</label>`;
  const statuses: Options = [
    ['unanswered', tickets.unanswered],
    ...STATUSES.map((status) => [status, words.status[status]] as const),
  ];
  return html`
    <form class="filters card" method="get" action="/tickets" role="search">
      <label class="search">${calls.search}<input type="search" name="q" value="${chosen('q')}" placeholder="${tickets.searchHint}" maxlength="200"></label>
      ${select('status', tickets.columns.stands, statuses)}
      ${select(
        'severity',
        words.severityLabel,
        SEVERITIES.map((severity) => [String(severity), `${severity} ${words.severity(severity)}`]),
      )}
      ${select(
        'kind',
        tickets.kind,
        KINDS.map((kind) => [kind, words.kind[kind]]),
      )}
      <label>${words.ticket.customer}<input type="search" name="customer" value="${chosen('customer')}" list="customers" maxlength="200" autocomplete="off" placeholder="${words.figures.customerHint}"></label>
      <datalist id="customers">${customers.map(({ number, name }) => html`<option value="${number}">${name}</option>`)}</datalist>
      ${select(
        'engineer',
        tickets.engineer,
        [...people].map(([key, { name }]) => [key, name]),
      )}
      ${day('from', calls.from)}${day('until', calls.until)}
      <label>${tickets.sort}<select name="sort">${TICKET_ORDERS.map((sort) => option('sort', [sort, tickets.sorts[sort]]))}</select></label>
      <fieldset class="ticks"><legend class="hidden">${tickets.only}</legend>${tick('late', tickets.lateOnly)}${tick('reopened', tickets.reopenedOnly)}</fieldset>
      <div class="buttons"><button>${calls.submit}</button>${Object.keys(query).length > 0 ? html`<a href="/tickets">${calls.reset}</a>` : nothing}</div>
    </form>`;
}
