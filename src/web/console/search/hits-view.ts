import type { CallRow } from '../../read-model/call-view.ts';
import type { TicketRow } from '../../read-model/ticket-view.ts';
import { address } from '../address.ts';
import { severityBadge } from '../board/severity-badge.ts';
import { otherNumber, otherParty, sayParty } from '../calls/call-words.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { sayPhone } from '../phone-view.ts';
import { sayStatus } from '../say-status.ts';
import { unverifiedFlag } from '../unverified-flag.ts';
import type { Hits } from './read-hits.ts';

/** What was found, by kind, each a link: for the page of a search, and for the dialog in which somebody types. */
export function hitsView(context: ConsoleContext, hits: Hits): Html {
  const { words } = context;
  const { search } = words;
  const groups = [
    group(
      'tickets',
      search.tickets,
      hits.tickets.map((ticket) => ticketHit(context, ticket)),
    ),
    group(
      'customers',
      search.customers,
      hits.customers.map(({ number, name }) => hit(customerAt(number), name, number)),
    ),
    group(
      'contacts',
      search.contacts,
      hits.contacts.map(({ name, customerNumber, customerName }) =>
        hit(customerAt(customerNumber), name, customerName),
      ),
    ),
    group(
      'engineers',
      search.engineers,
      hits.engineers.map(({ key, name }) => hit(address('/registry/engineers/:key', { key }), name, key)),
    ),
    group(
      'calls',
      search.calls,
      hits.calls.flatMap((call) => callHit(context, call)),
    ),
  ];
  const isEmpty = Object.values(hits).every((found: readonly unknown[]) => found.length === 0);
  return isEmpty ? html`<p class="quiet">${search.none}</p>` : html`${groups}`;
}

function group(id: string, title: string, hits: readonly Html[]): Html {
  if (hits.length === 0) return nothing;
  return html`
    <section aria-labelledby="hits-${id}"><h2 id="hits-${id}">${title}</h2><ul>${hits.map((one) => html`<li>${one}</li>`)}</ul></section>`;
}

function hit(to: string, title: string | Html, detail: string): Html {
  return html`<a href="${to}"><span>${title}</span> <small>${detail}</small></a>`;
}

function customerAt(number: string): string {
  return address('/registry/customers/:number', { number });
}

function ticketHit({ words, format, now }: ConsoleContext, ticket: TicketRow): Html {
  const { number, severity, customerName, openedAt } = ticket;
  const title = html`<b>${number}</b> ${severityBadge(severity, words)} ${customerName ?? words.board.noCustomer}${unverifiedFlag(words, ticket)}`;
  return hit(
    address('/tickets/:number', { number }),
    title,
    `${sayStatus(words, ticket)} · ${format.moment(openedAt, now)}`,
  );
}

/** A call that the carrier has not named yet has no page. */
function callHit({ words, format, now }: ConsoleContext, call: CallRow): Html[] {
  if (call.sid === null) return [];
  const number = otherNumber(call);
  const detail = [sayParty(call, words), number === null ? null : sayPhone(number)].filter(Boolean);
  const title = `${format.moment(call.startedAt, now)} ${otherParty(call, words)}`;
  return [hit(address('/calls/:sid', { sid: call.sid }), title, detail.join(' · '))];
}
