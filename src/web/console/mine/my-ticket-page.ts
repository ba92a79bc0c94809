import { lacksHands } from '../../../domain/tickets/hands.ts';
import { isUnanswered, type Ticket } from '../../../domain/tickets/ticket.ts';
import { may, type User } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { readClock } from '../board/case-clock.ts';
import { clockView } from '../board/clock-view.ts';
import { severityBadge } from '../board/severity-badge.ts';
import { playerView } from '../calls/player-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { phoneView } from '../phone-view.ts';
import { sayStatus } from '../say-status.ts';
import { answerForm, noteForm } from '../ticket/actions-view.ts';
import type { FormContext } from '../ticket/filled-form.ts';
import { namesFor } from '../ticket/names.ts';
import type { TicketStory } from '../ticket/read-ticket.ts';
import { type Said, saidView } from '../ticket/ticket-page.ts';
import { unverifiedFlag } from '../unverified-flag.ts';
import { appLayout } from './app-layout.ts';

export interface MyTicketPage {
  story: TicketStory;
  said: Said;
  /** who was tried, in words */
  tried: string;
  pushKey: string | null;
}

/** A ticket on a phone: what it is, how long there is, and what can be done about it now. */
export function myTicketPage(context: FormContext, { story, said, tried, pushKey }: MyTicketPage): Html {
  const { words, format, now } = context;
  const { mine } = words;
  const { ticket, row, window } = story;
  const { number } = ticket;
  const further = furtherView(context, story);
  const clock = isUnanswered(ticket)
    ? html`<p class="standing ${readClock(window, now).urgency}">${clockView(readClock(window, now), context)}</p>`
    : html`<p><span class="pill fine">${sayStatus(words, row)}</span></p>`;
  const content = html`
    <p class="back"><a href="/mine">${mine.back}</a></p>
    <h1>${words.ticket.title(number)} ${severityBadge(ticket.severity, words)}</h1>
    <p class="customer"><b>${row.customerName ?? words.board.noCustomer}</b>${unverifiedFlag(words, row)}${row.contactName ? html` <small>${row.contactName}</small>` : nothing}</p>
    ${said === null ? nothing : saidView(context, said, further)}
    ${clock}
    ${nextView(context, story)}
    ${helpView(context, story)}
    ${aboutView(context, story)}
    ${further}
    <p class="quiet">${mine.due(format.moment(ticket.respondBy, now))}${ticket.round > 1 ? ` ${mine.round(ticket.round)}` : ''}${tried === '' ? '' : ` ${mine.tried(tried)}`}</p>
    <p><a href="${address('/tickets/:number', { number })}">${mine.more}</a></p>`;
  const title = words.ticket.title(number);
  return appLayout(context, { title, content, tab: 'tickets', style: 'player', pushKey });
}

/** The one thing that comes next; null: nothing is theirs to do. */
function nextView(context: ConsoleContext, { ticket, engineers }: TicketStory): Html | null {
  const { words, user } = context;
  if (!isUnanswered(ticket) || !actsHere(user)) return null;
  if (ticket.acknowledgedBy === user.engineer) return pressView(context, ticket, 'connect');
  if (ticket.acknowledgedBy === null) return pressView(context, ticket, 'acknowledge');
  const holder = namesFor(engineers, words).person(ticket.acknowledgedBy);
  return html`<p class="notice">${words.mine.hasIt(holder)}</p>`;
}

/** Who helps, or that somebody is wanted who does. */
function helpView({ words }: ConsoleContext, { ticket, engineers }: TicketStory): Html {
  const { ticket: said } = words;
  if (!isUnanswered(ticket)) return nothing;
  if (lacksHands(ticket)) return html`<p><span class="flag">${said.helpWanted}</span></p>`;
  const names = namesFor(engineers, words);
  const helpers = ticket.helpers.map((key) => names.person(key)).join(', ');
  return helpers === '' ? nothing : html`<p>${said.helpers}: <b>${helpers}</b></p>`;
}

/** What else can be done, in the order in which it is. */
function furtherView(context: FormContext, { ticket }: TicketStory): Html {
  const { words, user } = context;
  if (!actsHere(user)) return nothing;
  const { callbackNumber, acknowledgedBy } = ticket;
  const note = noteForm(context, addressOf(ticket, 'note'));
  if (!isUnanswered(ticket)) return note;
  if (acknowledgedBy !== null && acknowledgedBy !== user.engineer) return note;
  const call =
    callbackNumber === null
      ? nothing
      : html`<p class="thumb"><a class="button quiet-button" href="tel:${callbackNumber}">${words.mine.call}</a></p><p>${phoneView(callbackNumber)}</p>`;
  return html`
    <div class="stack">
      ${acknowledgedBy === null ? pressView(context, ticket, 'connect', 'quiet-button') : nothing}
      ${call}
      ${answerForm(context, addressOf(ticket, 'answer'), nothing)}
      ${note}
      ${pressView(context, ticket, 'pass-on', 'quiet-button')}
    </div>`;
}

/** Whoever is no engineer acts on the page of the ticket, and says there in whose name. */
function actsHere(user: User): boolean {
  return user.engineer !== null && may(user, 'work');
}

function addressOf({ number }: Ticket, action: string): string {
  return address(`/mine/tickets/:number/${action}`, { number });
}

function pressView(
  { words: { mine } }: ConsoleContext,
  ticket: Ticket,
  action: 'acknowledge' | 'connect' | 'pass-on',
  tone = '',
): Html {
  const { label, hint } = {
    acknowledge: { label: mine.acknowledge, hint: null },
    connect: { label: mine.connect, hint: mine.connectHint },
    'pass-on': { label: mine.passOn, hint: mine.passOnHint },
  }[action];
  return html`<form method="post" action="${addressOf(ticket, action)}" class="thumb"><button class="${tone}">${label}</button>${hint === null ? nothing : html`<p class="quiet">${hint}</p>`}</form>`;
}

function aboutView(context: ConsoleContext, { ticket, players }: TicketStory): Html {
  const { mine } = context.words;
  const { text, transcript, recordingSid } = ticket;
  return html`
    <section class="card" aria-labelledby="about-title"><h2 id="about-title">${mine.about}</h2>
      ${text === null ? nothing : html`<blockquote>${text}</blockquote>`}
      ${recordingSid === null ? nothing : playerView(context, players.get(recordingSid), transcript)}
      ${text === null && recordingSid === null ? html`<p class="quiet">${mine.nothingYet}</p>` : nothing}
    </section>`;
}
