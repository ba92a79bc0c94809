import { severityBadge } from '../board/severity-badge.ts';
import type { Format } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { customerLink, ticketLink } from '../link-views.ts';
import type { Words } from '../words/index.ts';
import type { RequestRow } from './request-store.ts';

/** Longer texts are cut: the ticket has it all. */
const MAX_TEXT_LENGTH = 120;

/** Requests in writing that had to be phoned, with what came of each. */
export function requestsView(
  requests: readonly RequestRow[],
  look: { words: Words; format: Format; now: Date },
): Html {
  return html`<ul id="requests" class="lines">${requests.map((request) => requestView(request, look))}</ul>`;
}

function requestView(
  request: RequestRow,
  { words, format, now }: { words: Words; format: Format; now: Date },
): Html {
  const { severity, customerName, customerNumber, contactName, description, createdAt } = request;
  const since = format.moment(createdAt, now);
  return html`
    <li>
      <p>${severityBadge(severity, words)} <b>${contactName}</b> <small>${customerLink(customerNumber, customerName)} · ${since}</small></p>
      ${description === null ? nothing : html`<p><small>${shorten(description)}</small></p>`}
      <p>${fateView(request, { words, format, now })}</p>
    </li>`;
}

function fateView(
  { ticketNumber, fate, expiresAt, remindedAt }: RequestRow,
  { words, format, now }: { words: Words; format: Format; now: Date },
): Html {
  const { requests } = words;
  if (ticketNumber !== null) return ticketLink(ticketNumber);
  if (fate === 'never') return html`<span class="pill missed">${requests.never}</span>`;
  // whoever has keyed in the code is on the line, and has no ticket yet
  if (fate !== 'waiting') return html`<small>${requests.fate[fate]}</small>`;
  const until = format.moment(expiresAt, now);
  return html`<small>${requests.until(until)}${remindedAt === null ? '' : ` · ${requests.reminded}`}</small>`;
}

function shorten(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH).trimEnd()} …` : text;
}
