import type { LinkDevice } from '../../../domain/ticket-links/ticket-link.ts';
import type { Ticket } from '../../../domain/tickets/ticket.ts';
import { address } from '../address.ts';
import { readClock } from '../board/case-clock.ts';
import { formatFor, sayClock } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { phoneLayout } from '../layout.ts';
import { phoneView } from '../phone-view.ts';
import type { LinkWords } from './link-words.ts';
import type { LinkedTicket, OpenedLink } from './read-link.ts';

export interface LinkPage {
  opened: OpenedLink;
  told: LinkedTicket;
  /** who has the ticket, by name; empty: nobody */
  holder: string;
  token: string;
  /** where the link was opened first, if that was elsewhere */
  elsewhere: LinkDevice | null;
  now: Date;
}

/** A ticket as its engineer sees it by the link in a page: to be read, and to be taken. */
export function linkPage(words: LinkWords, page: LinkPage): Html {
  const { opened, told, now } = page;
  const { ticket, engineer } = opened;
  const format = formatFor(words, told.window.calendar.timezone);
  const severity = html`<span class="severity s${ticket.severity}">${ticket.severity} ${words.severity[ticket.severity - 1]}</span>`;
  const first = page.elsewhere;
  const content = html`
    <h1>${words.title(ticket.number)} ${severity}</h1>
    <p class="customer"><b>${told.customerName ?? words.noCustomer}</b>${ticket.verified || told.customerName === null ? nothing : html` <span class="pill near">${words.unverified}</span>`}</p>
    ${clockLine(words, page)}
    ${whatToDo(words, page)}
    ${aboutView(words, page)}
    <p class="quiet">${words.due(format.moment(ticket.respondBy, now))}${ticket.round > 1 ? ` ${words.round(ticket.round)}` : ''}${told.tried === '' ? '' : ` ${words.tried(told.tried)}`}</p>
    <p class="quiet">${words.whose(engineer.name)}</p>
    ${first ? html`<p class="warning">${words.elsewhere(first.browser, format.moment(first.openedAt, now))}</p>` : nothing}
    <p><a href="${address('/mine/tickets/:number', { number: ticket.number })}">${words.more}</a></p>`;
  return phoneLayout(words, {
    title: words.title(ticket.number),
    content,
    clocksFrom: now,
    script: 'page-link',
  });
}

function clockLine(words: LinkWords, { told, now }: LinkPage): Html {
  const clock = readClock(told.window, now);
  if (!clock.runs) {
    const format = formatFor(words, told.window.calendar.timezone);
    return html`<p class="standing ${clock.urgency}"><b class="digits">${sayClock(clock.leftMs)}</b> ${words.rests(format.moment(clock.resumesAt, now))}</p>`;
  }
  const zero = clock.zeroAt.getTime();
  const leftMs = zero - now.getTime();
  return html`<p class="standing ${clock.urgency}"><b class="digits" data-zero="${zero}" data-left="${words.left}" data-over="${words.over}">${sayClock(leftMs)}</b> <span class="word">${leftMs < 0 ? words.over : words.left}</span></p>`;
}

function whatToDo(words: LinkWords, page: LinkPage): Html {
  const { opened, holder } = page;
  switch (opened.standing) {
    case 'theirs':
      return callView(words, opened.ticket);
    case 'helping':
      return html`<p class="notice" role="status">${words.helping(holder)}</p>`;
    case 'wanted':
      return html`<p class="notice">${words.wanted(holder)}</p>${takeForm(page, words.assist, words.assistHint)}`;
    default:
      return takeForm(page, words.acknowledge, words.acknowledgeHint);
  }
}

function takeForm({ token }: LinkPage, button: string, hint: string): Html {
  return html`
    <form method="post" action="${address('/p/:token/acknowledge', { token })}" class="thumb">
      <button>${button}</button>
      <p class="quiet">${hint}</p>
    </form>`;
}

/** The customer's number is for whoever has the ticket. */
function callView(words: LinkWords, { number, callbackNumber }: Ticket): Html {
  return html`
    <p class="notice" role="status">${words.yours}</p>
    ${
      callbackNumber === null
        ? html`<p class="quiet">${words.noNumber}</p>`
        : html`<p class="thumb"><a class="button" href="tel:${callbackNumber}">${words.callCustomer}</a></p><p>${phoneView(callbackNumber)}</p><p class="quiet">${words.connectHint(number)}</p>`
    }`;
}

function aboutView(words: LinkWords, { opened: { ticket }, told: { player }, token }: LinkPage): Html {
  const said = [ticket.text, ticket.transcript].filter((text) => text !== null);
  const isHeard = player !== undefined && !player.isGone;
  return html`
    <section class="card" aria-labelledby="about-title">
      <h2 id="about-title">${words.about}</h2>
      ${ticket.signature === null ? nothing : html`<p>${words.signature[ticket.signature]}</p>`}
      ${said.map((text) => html`<blockquote>${text}</blockquote>`)}
      ${isHeard ? html`<audio controls preload="none" src="${address('/p/:token/recording', { token })}" aria-label="${words.recording}"></audio>` : nothing}
      ${said.length === 0 && !isHeard ? html`<p class="quiet">${words.nothingYet}</p>` : nothing}
    </section>`;
}

/** One sentence, and the way on. */
export function linkMessagePage(words: LinkWords, title: string, text: string): Html {
  const content = html`<h1>${title}</h1><p>${text}</p><p><a class="button" href="/mine">${words.more}</a></p>`;
  return phoneLayout(words, { title, content });
}
