import type { TicketRow } from '../../read-model/ticket-view.ts';
import { address } from '../address.ts';
import { severityBadge } from '../board/severity-badge.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import { ticketLink } from '../link-views.ts';
import { sayStatus } from '../say-status.ts';

/** The last tickets of somebody, on their page. @param filter by which the list of tickets shows all of them */
export function ticketLines(
  { words, format, now }: ConsoleContext,
  tickets: readonly TicketRow[],
  filter: { customer: string } | { engineer: string },
): Html {
  const { dealings } = words;
  const lines = tickets.map(
    ({ number, severity, status, answeredHow, openedAt, customerName }) =>
      html`<li><p><b>${ticketLink(number)}</b> ${severityBadge(severity, words)} ${sayStatus(words, { status, answeredHow })} <small>${[format.moment(openedAt, now), 'engineer' in filter ? customerName : null].filter(Boolean).join(' · ')}</small></p></li>`,
  );
  return html`
    <section class="card" aria-labelledby="tickets-title"><h2 id="tickets-title">${dealings.tickets}</h2>
      ${tickets.length > 0 ? html`<ul class="lines">${lines}</ul><p><a href="${address('/tickets', filter)}">${dealings.allTickets}</a></p>` : html`<p class="quiet">${dealings.noTickets}</p>`}
    </section>`;
}
