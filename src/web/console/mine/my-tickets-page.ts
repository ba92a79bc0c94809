import { address } from '../address.ts';
import { readClock } from '../board/case-clock.ts';
import { clockView } from '../board/clock-view.ts';
import { severityBadge } from '../board/severity-badge.ts';
import type { ConsoleContext } from '../context.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { noticeView } from '../notice.ts';
import { unverifiedFlag } from '../unverified-flag.ts';
import { appLayout } from './app-layout.ts';
import type { MyTicket } from './read-mine.ts';

export interface MyTicketsPage {
  tickets: readonly MyTicket[];
  /** the names of the schedules in which they are on call now */
  onCall: readonly string[];
  /** after a broken night; null: they are not in rest */
  restsUntil: Date | null;
  notice: string | null;
  pushKey: string | null;
}

/** What an engineer has to deal with, the most urgent first, each with the one thing to press. */
export function myTicketsPage(context: ConsoleContext, page: MyTicketsPage): Html {
  const { words, format, user, now } = context;
  const { mine } = words;
  const { tickets, onCall, restsUntil, notice, pushKey } = page;
  // whoever is at work on a ticket rests once it is done
  const isBusy = tickets.some(({ ticket }) => ticket.acknowledgedBy === user.engineer);
  const content = html`
    <h1>${mine.title}</h1>
    ${noticeView(notice)}
    <p class="quiet">${onCall.length > 0 ? mine.onCallNow(onCall.join(', ')) : mine.notOnCall}</p>
    ${restsUntil === null || isBusy ? nothing : html`<p class="quiet">${mine.inRest(format.moment(restsUntil, now))}</p>`}
    ${tickets.length === 0 ? html`<p class="empty card">${mine.none}</p>` : html`<ul class="stack">${tickets.map((one) => ticketCard(context, one))}</ul>`}`;
  return appLayout(context, { title: mine.title, content, tab: 'tickets', live: true, pushKey });
}

function ticketCard(context: ConsoleContext, { ticket, customerName, window }: MyTicket): Html {
  const { words, user, now } = context;
  const { number } = ticket;
  const format = formatFor(words, window.calendar.timezone);
  const clock = readClock(window, now);
  const isTheirs = ticket.acknowledgedBy === user.engineer;
  const about = ticket.transcript ?? ticket.text;
  const action = isTheirs ? 'connect' : 'acknowledge';
  return html`
    <li class="card ${clock.urgency}">
      <a class="whole" href="${address('/mine/tickets/:number', { number })}">
        <h2>${number} ${severityBadge(ticket.severity, words)}</h2>
        <p><b>${customerName ?? words.board.noCustomer}</b>${unverifiedFlag(words, { verified: ticket.verified, customerName })} <small>${isTheirs ? words.mine.yours : words.mine.pagedTo}</small></p>
      </a>
      <p class="standing ${clock.urgency}">${clockView(clock, { words, format, now })}</p>
      ${about === null ? nothing : html`<p class="quiet clipped">${about}</p>`}
      <form method="post" action="${address(`/mine/tickets/:number/${action}`, { number })}" class="thumb"><button>${words.mine[action]}</button></form>
    </li>`;
}

/** For a user who is no engineer. */
export function notMinePage(context: ConsoleContext): Html {
  const { mine } = context.words;
  const content = html`<h1>${mine.notOne}</h1><p>${mine.notOneText}</p><p><a class="button" href="/">${mine.board}</a></p>`;
  return appLayout(context, { title: mine.notOne, content, tab: 'tickets', pushKey: null });
}
