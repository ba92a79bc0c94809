import { isLate, isUnanswered } from '../../../domain/tickets/ticket.ts';
import type { TicketRow } from '../../read-model/ticket-view.ts';
import { severityBadge } from '../board/severity-badge.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { customerLink, ticketLink } from '../link-views.ts';
import { sayStatus } from '../say-status.ts';
import { unverifiedFlag } from '../unverified-flag.ts';
import { type EngineersByKey, personLink } from './engineers-by-key.ts';

export function ticketTable(
  context: ConsoleContext,
  tickets: readonly TicketRow[],
  people: EngineersByKey,
): Html {
  const { words } = context;
  const { number, who, stands, opened, answer, person } = words.tickets.columns;
  const heads = [number, who, stands, opened, answer, person].map(
    (head) => html`<th scope="col">${head}</th>`,
  );
  return html`
    <div class="card table tickets"><table>
      <caption class="hidden">${words.tickets.title}</caption>
      <thead><tr>${heads}</tr></thead>
      <tbody>${tickets.map((ticket) => row(context, ticket, people))}</tbody>
    </table></div>`;
}

function row(context: ConsoleContext, ticket: TicketRow, people: EngineersByKey): Html {
  const { words, format, now } = context;
  const { number, customerNumber, customerName, contactName, openedAt } = ticket;
  const customer =
    customerNumber === null
      ? html`<b>${words.board.noCustomer}</b>`
      : html`<b>${customerLink(customerNumber, customerName ?? customerNumber)}</b>${unverifiedFlag(words, ticket)}`;
  return html`
    <tr>
      <td><b>${ticketLink(number)}</b> ${severityBadge(ticket.severity, words)}</td>
      <td><div>${customer}<small>${[contactName, words.kind[ticket.kind]].filter(Boolean).join(' · ')}</small></div></td>
      <td>${standing(context, ticket)}</td>
      <td><time datetime="${openedAt.toISOString()}">${format.moment(openedAt, now)}</time></td>
      <td>${answerView(context, ticket)}</td>
      <td>${personView(ticket, people)}</td>
    </tr>`;
}

function standing({ words, now }: ConsoleContext, ticket: TicketRow): Html {
  const late = isLate(ticket, now);
  const tone = late && isUnanswered(ticket) ? 'missed' : isUnanswered(ticket) ? 'near' : 'fine';
  return html`<span class="pill ${tone}">${sayStatus(words, ticket)}</span>${late ? html` <span class="pill missed">${words.tickets.late}</span>` : nothing}${ticket.reopenings > 0 ? html` <span class="pill calm">${words.tickets.reopened}</span>` : nothing}`;
}

/** When it was answered, or until when it has to be. */
function answerView(
  { words, format, now }: ConsoleContext,
  { answeredAt, respondBy, status }: TicketRow,
): Html {
  if (answeredAt)
    return html`${format.moment(answeredAt, now)} <small>${words.board.due(format.moment(respondBy, now))}</small>`;
  return status === 'closed'
    ? html`<span class="quiet">–</span>`
    : html`${words.board.due(format.moment(respondBy, now))}`;
}

function personView({ answeredBy, acknowledgedBy }: TicketRow, people: EngineersByKey): Html {
  const key = answeredBy ?? acknowledgedBy;
  if (key === null) return html`<span class="quiet">–</span>`;
  return personLink(people, key);
}
