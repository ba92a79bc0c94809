import { MAX_FILTER_NAME, type SavedFilter } from '../../../domain/users/saved-filter-store.ts';
import { may } from '../../../domain/users/user.ts';
import type { TicketRow } from '../../read-model/ticket-view.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { customerLink } from '../link-views.ts';
import { noticeView } from '../notice.ts';
import type { NamedCustomer } from '../reports/choices-store.ts';
import type { EngineersByKey } from './engineers-by-key.ts';
import { ticketFilterForm } from './ticket-filter-form.ts';
import { ticketTable } from './ticket-table.ts';

export interface TicketList {
  tickets: readonly TicketRow[];
  next: string | null;
  isFirst: boolean;
  isFaulty: boolean;
  /** the filters as they were typed */
  query: Readonly<Record<string, string>>;
  saved: readonly SavedFilter[];
  people: EngineersByKey;
  customers: readonly NamedCustomer[];
  /** whose tickets they are; null: everybody's */
  customer: NamedCustomer | null;
  /** what was just done, in words */
  notice: string | null;
  fault: string | null;
}

export function ticketListPage(context: ConsoleContext, list: TicketList): Html {
  const { words, user } = context;
  const { tickets, next, isFirst, query, people } = list;
  const content = html`
    <div class="page-title"><h1>${words.tickets.title}</h1>
      ${may(user, 'export') ? html`<a class="button quiet-button" href="${address('/tickets.csv', query)}" download>${words.calls.export}</a>` : nothing}</div>
    ${noticeView(list.notice)}
    ${list.fault === null ? nothing : html`<p class="fault" role="alert">${list.fault}</p>`}
    ${savedView(context, list)}
    ${ticketFilterForm(context, list)}
    ${list.isFaulty ? html`<p class="fault" role="alert">${words.calls.badFilter}</p>` : nothing}
    ${whoseView(context, list)}
    ${tickets.length > 0 ? ticketTable(context, tickets, people) : html`<p class="empty card">${words.tickets.none}</p>`}
    <nav class="paging" aria-label="${words.tickets.paging}">
      ${isFirst ? nothing : html`<a class="button quiet-button" href="${address('/tickets', query)}">${words.tickets.first}</a>`}
      ${next === null ? nothing : html`<a class="button" rel="next" href="${address('/tickets', { ...query, cursor: next })}">${words.tickets.more}</a>`}
    </nav>`;
  return layout(context, { title: words.tickets.title, content, place: 'tickets', style: 'lists' });
}

/** Whose tickets are listed, since a part of a name fits several; whoever has left has no other page that leads to their reports. */
function whoseView({ words }: ConsoleContext, { customer }: TicketList): Html {
  if (customer === null) return nothing;
  const { number, name } = customer;
  const reports = address('/registry/customers/:number/reports', { number });
  return html`<p>${customerLink(number, name)} (${number}) · <a href="${reports}">${words.monthly.listTitle}</a></p>`;
}

/** The filters that the user keeps, and the way to keep this one. */
function savedView({ words }: ConsoleContext, { saved, query }: TicketList): Html {
  const { tickets } = words;
  const isSaying = Object.keys(query).length > 0;
  if (saved.length === 0 && !isSaying) return nothing;
  const current = new URLSearchParams(query).toString();
  const entries = saved.map((filter) => {
    const isShown = new URLSearchParams(filter.query).toString() === current;
    return html`
      <li><a href="${address('/tickets', filter.query)}" ${isShown ? html`aria-current="true"` : nothing}>${filter.name}</a>
        ${isShown ? html`<form method="post" action="${address('/tickets/filters/:id/remove', { id: filter.id })}"><button class="plain">${tickets.removeFilter}</button></form>` : nothing}</li>`;
  });
  const keep = html`
    <details class="keep"><summary>${tickets.saveFilter}</summary>
      <form method="post" action="/tickets/filters">
        ${Object.entries(query).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <label>${tickets.filterName}<input name="name" maxlength="${MAX_FILTER_NAME}" required></label>
        <button>${tickets.saveSubmit}</button>
      </form></details>`;
  return html`
    <nav class="saved" aria-label="${tickets.savedFilters}">
      ${saved.length > 0 ? html`<ul>${entries}</ul>` : nothing}
      ${isSaying ? keep : nothing}
    </nav>`;
}
