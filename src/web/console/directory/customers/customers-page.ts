import { may } from '../../../../domain/users/user.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { sourceMark } from '../source-view.ts';
import type { ListedCustomer } from './customer-list-store.ts';
import { validityView } from './validity-view.ts';

export interface CustomersPage {
  customers: readonly ListedCustomer[];
  search: string;
  isFirst: boolean;
  /** the place to go on after, null on the last page */
  next: string | null;
}

export function customersPage(
  context: ConsoleContext,
  { customers, search, isFirst, next }: CustomersPage,
): Html {
  const { words, user } = context;
  const { customers: said, registry } = words;
  const filters = search === '' ? {} : { q: search };
  const content = html`
    ${backTo(address('/registry'), registry.title)}
    <div class="page-title"><h1>${said.title}</h1>
      ${may(user, 'registry') ? html`<span class="buttons"><a class="button" href="/registry/customers/new">${said.add}</a> <a class="button quiet-button" href="${address('/registry/import')}">${words.importing.open}</a></span>` : nothing}</div>
    <form class="card search-line" method="get" action="/registry/customers" role="search">
      <label class="search">${said.search}<input type="search" name="q" value="${search}" placeholder="${said.searchHint}" maxlength="200"></label>
      <button>${words.calls.submit}</button>
      ${search === '' ? nothing : html`<a href="/registry/customers">${words.calls.reset}</a>`}
    </form>
    ${customers.length > 0 ? table(context, customers) : html`<p class="empty card">${search === '' ? words.make.none.customers : said.none}</p>`}
    <nav class="paging">
      ${isFirst ? nothing : html`<a class="button quiet-button" href="${address('/registry/customers', filters)}">${said.first}</a>`}
      ${next === null ? nothing : html`<a class="button" rel="next" href="${address('/registry/customers', { ...filters, after: next })}">${said.more}</a>`}
    </nav>`;
  return layout(context, { title: said.title, content, place: 'registry', style: 'registry' });
}

function table(context: ConsoleContext, customers: readonly ListedCustomer[]): Html {
  const { customers: said } = context.words;
  const heads = [said.customer, said.plan, said.validUntil, said.seatsTaken].map(
    (head) => html`<th scope="col">${head}</th>`,
  );
  return html`
    <div class="card table customers"><table>
      <caption class="hidden">${said.title}</caption>
      <thead><tr>${heads}</tr></thead>
      <tbody>${customers.map((customer) => row(context, customer))}</tbody>
    </table></div>`;
}

function row(context: ConsoleContext, customer: ListedCustomer): Html {
  const { words, format, now } = context;
  const { customers } = words;
  const term = { from: customer.validFrom, until: customer.validUntil };
  return html`
    <tr>
      <td><div><a href="${address('/registry/customers/:number', { number: customer.number })}"><b>${customer.name}</b></a> ${sourceMark(context, customer)}
        <small class="digits">${customer.number}</small></div></td>
      <td><a href="${address('/registry/plans/:name', { name: customer.plan })}">${customer.planTitle}</a></td>
      <td><div>${validityView(words, term, format.isoDay(now))}</div></td>
      <td class="digits" data-label="${customers.seatsTaken}">${customer.taken}/${customer.seats}</td>
    </tr>`;
}
