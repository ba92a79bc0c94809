import { may } from '../../../domain/users/user.ts';
import type { CallRow } from '../../read-model/call-view.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { filterFields } from '../filter-fields.ts';
import { sayLength } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { ticketLink } from '../link-views.ts';
import { phoneView } from '../phone-view.ts';
import type { RequestRow } from '../requests/request-store.ts';
import { requestsView } from '../requests/requests-view.ts';
import type { KeptTextRow } from '../texts/text-list-store.ts';
import { textsView } from '../texts/texts-view.ts';
import { OUTCOMES, PARTIES } from './call-filter.ts';
import { lengthOf, otherNumber, otherParty, sayParty, whatCameOfIt } from './call-words.ts';

export interface CallLog {
  calls: readonly CallRow[];
  next: string | null;
  isFaulty: boolean;
  /** requests in writing that had to be phoned, of late; none on a page of a search */
  requests: readonly RequestRow[];
  /** texts without a ticket, of late; none on a page of a search */
  texts: readonly KeptTextRow[];
  /** the filters as they were typed */
  query: Readonly<Record<string, string>>;
}

export function callLogPage(
  context: ConsoleContext,
  { calls, next, isFaulty, requests, texts, query }: CallLog,
): Html {
  const { words, user } = context;
  const { cursor, ...filters } = query;
  const content = html`
    <div class="page-title"><h1>${words.calls.title}</h1>
      ${may(user, 'export') ? html`<a class="button quiet-button" href="${address('/calls.csv', filters)}" download>${words.calls.export}</a>` : nothing}</div>
    ${filterForm(context, filters)}
    ${isFaulty ? html`<p class="fault" role="alert">${words.calls.badFilter}</p>` : nothing}
    ${requestsCard(context, requests)}
    ${textsCard(context, texts)}
    ${calls.length > 0 ? table(context, calls) : html`<p class="empty card">${words.calls.none}</p>`}
    <nav class="paging">
      ${cursor === undefined ? nothing : html`<a class="button quiet-button" href="${address('/calls', filters)}">${words.calls.newest}</a>`}
      ${next === null ? nothing : html`<a class="button" rel="next" href="${address('/calls', { ...filters, cursor: next })}">${words.calls.older}</a>`}
    </nav>`;
  return layout(context, { title: words.calls.title, content, place: 'calls' });
}

function filterForm({ words }: ConsoleContext, filters: Readonly<Record<string, string>>): Html {
  const { calls } = words;
  const { chosen, select, severity, days } = filterFields(words, filters);
  return html`
    <form class="filters card" method="get" action="/calls" role="search">
      <label class="search">${calls.search}<input type="search" name="q" value="${chosen('q')}" placeholder="${calls.searchHint}" maxlength="200"></label>
      ${select(
        'outcome',
        calls.outcome,
        OUTCOMES.map((outcome) => [outcome, calls[outcome]]),
      )}
      ${select(
        'party',
        calls.direction,
        PARTIES.map((party) => [party, calls.party[party]]),
      )}
      ${severity()}
      ${days()}
      <div class="buttons"><button>${calls.submit}</button>${Object.keys(filters).length > 0 ? html`<a href="/calls">${calls.reset}</a>` : nothing}</div>
    </form>`;
}

/** Who had to phone is a caller who may not have called. */
function textsCard(context: ConsoleContext, texts: readonly KeptTextRow[]): Html {
  if (texts.length === 0) return nothing;
  return html`
    <section class="card" aria-labelledby="texts-title">
      <h2 id="texts-title">${context.words.texts.latest}</h2>
      ${textsView(texts, context, may(context.user, 'work'))}
    </section>`;
}

function requestsCard(context: ConsoleContext, requests: readonly RequestRow[]): Html {
  if (requests.length === 0) return nothing;
  return html`
    <section class="card" aria-labelledby="requests-title">
      <h2 id="requests-title">${context.words.requests.latest}</h2>
      ${requestsView(requests, context)}
    </section>`;
}

function table(context: ConsoleContext, calls: readonly CallRow[]): Html {
  const { words } = context;
  const { time, who, number, about, what, length } = words.calls;
  const heads = [time, who, number, about, what, length].map((head) => html`<th scope="col">${head}</th>`);
  return html`
    <div class="card table calls"><table>
      <caption class="hidden">${words.calls.title}</caption>
      <thead><tr>${heads}</tr></thead>
      <tbody>${calls.map((call) => row(context, call))}</tbody>
    </table></div>`;
}

function row({ words, format, now }: ConsoleContext, call: CallRow): Html {
  const { calls } = words;
  const when = format.moment(call.startedAt, now);
  const length = lengthOf(call);
  const number = otherNumber(call);
  const who = otherParty(call, words);
  // whoever goes through the links alone hears more than a time
  const time =
    call.sid === null
      ? html`${when}`
      : html`<a href="${address('/calls/:sid', { sid: call.sid })}">${when}<span class="hidden">, ${who}</span></a>`;
  const company = call.customerName !== null && call.customerName !== who ? call.customerName : null;
  const detail = [sayParty(call, words), company].filter(Boolean).join(' · ');
  return html`
    <tr>
      <td><time datetime="${call.startedAt.toISOString()}">${time}</time></td>
      <td><div><b>${who}</b><small>${detail}</small></div></td>
      <td class="digits">${number === null ? calls.unknown : phoneView(number)}</td>
      <td>${call.ticketNumber === null ? '–' : ticketLink(call.ticketNumber)}</td>
      <td><div>${whatCameOfIt(call, words)} ${call.isMissed ? html`<span class="pill missed">${calls.missed}</span>` : nothing}</div></td>
      <td class="digits">${length === null ? (call.answeredAt ? calls.running : '–') : sayLength(length)}</td>
    </tr>`;
}
