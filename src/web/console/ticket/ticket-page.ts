import { judgeReach } from '../../../domain/paging/nobody-has-it.ts';
import { lacksHands } from '../../../domain/tickets/hands.ts';
import { isLate, isUnanswered, type Ticket } from '../../../domain/tickets/ticket.ts';
import { address } from '../address.ts';
import { readClock } from '../board/case-clock.ts';
import { clockView } from '../board/clock-view.ts';
import { severityBadge } from '../board/severity-badge.ts';
import { legsView } from '../calls/legs-view.ts';
import { playerView } from '../calls/player-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { customerLink, engineerLink } from '../link-views.ts';
import { noticeView } from '../notice.ts';
import { phoneView } from '../phone-view.ts';
import { isAsked, sayStatus } from '../say-status.ts';
import { unverifiedFlag } from '../unverified-flag.ts';
import type { Words } from '../words/index.ts';
import type { Done, Refused } from './act-on-ticket.ts';
import { actionsView } from './actions-view.ts';
import { explanationView } from './explanation-view.ts';
import { type FilledForm, type FormContext, isRefilled, writtenIn } from './filled-form.ts';
import type { LiveTicket } from './live-ticket.ts';
import { type Names, namesFor } from './names.ts';
import { planView } from './plan-view.ts';
import { promiseView } from './promise-view.ts';
import type { TicketStory } from './read-ticket.ts';
import type { Order } from './timeline-order.ts';
import { timelineView } from './timeline-view.ts';

/** What became of the form that led here. */
export type Said = { done: Done } | { refused: Refused } | null;

/** One case: the promise, what was planned, what came of it, and what can be done. It keeps itself up to date. */
export function ticketPage(
  context: FormContext,
  { story, version }: LiveTicket,
  { said, order }: { said: Said; order: Order },
): Html {
  const { words, format } = context;
  const { number } = story.ticket;
  const parts = ticketParts(context, story, order);
  const { live, connecting, stale, asOf } = words.board;
  const content = html`
    <div id="live" data-stream="/tickets/${number}/live" data-version="${version}">
      <div class="page-title">
        ${parts.head}
        <p class="connection" data-live="${live}" data-connecting="${connecting}" data-stale="${stale}">${asOf(format.second(context.now))}</p>
      </div>
      ${said === null ? nothing : saidView(context, said, parts.actions)}
      ${parts.bar}
      <div class="ticket pinned">
        <div>${parts.description}${parts.timeline}${parts.plan}${parts.explanation}</div>
        <aside>${parts.promise}${parts.actions}${parts.facts}${parts.callbacks}${parts.calls}</aside>
      </div>
    </div>`;
  const title = words.ticket.title(number);
  const assets = { style: 'player', script: 'player' };
  return layout(context, { title, content, place: 'tickets', ...assets, clocksFrom: context.now });
}

type Part =
  | 'head'
  | 'bar'
  | 'description'
  | 'timeline'
  | 'plan'
  | 'explanation'
  | 'promise'
  | 'actions'
  | 'facts'
  | 'callbacks'
  | 'calls';

/** The parts of the page; each is an element whose id is its name, so that it can be told anew by it. */
export function ticketParts(context: FormContext, story: TicketStory, order: Order): Record<Part, Html> {
  const { ticket, engineers, titles, window, promised } = story;
  const names = namesFor(engineers, context.words, titles.schedules);
  return {
    head: headView(context, story),
    bar: barView(context, story),
    description: html`<div id="description">${descriptionView(context, story)}</div>`,
    timeline: html`<div id="timeline">${timelineView(context, story, names, order)}</div>`,
    plan: html`<div id="plan">${planView(context, story, names)}</div>`,
    explanation: html`<div id="explanation">${explanationView(context, story, names)}</div>`,
    promise: html`<div id="promise">${promiseView({ ...context, ticket, answeredHow: story.row.answeredHow, window, promised, objections: objectionsToAnswers(story) })}</div>`,
    actions: html`<div id="actions">${actionsView(context, story)}</div>`,
    facts: html`<div id="facts">${factsView(context, story, names)}</div>`,
    callbacks: html`<div id="callbacks">${callbacksView(context, story, names)}</div>`,
    calls: html`<div id="calls">${callsView(context, story)}</div>`,
  };
}

/** Where nobody had answered, an objection to released signatures begins no new window. */
function objectionsToAnswers({ timeline }: TicketStory): Date[] {
  return timeline.flatMap(({ kind, at, detail }) =>
    kind === 'progress' && detail.stage === 'objected' && typeof detail.answeredBefore === 'string'
      ? [at]
      : [],
  );
}

function headView(context: ConsoleContext, story: TicketStory): Html {
  const { words } = context;
  const { ticket, row } = story;
  return html`<div id="head">
      <h1>${words.ticket.title(ticket.number)} ${severityBadge(ticket.severity, words)}</h1>
      <p>${statusPill(context, story)} ${row.customerName ?? words.board.noCustomer}${unverifiedFlag(words, row)} · ${words.kind[ticket.kind]}${ticket.signature ? `: ${words.signature[ticket.signature]}` : ''}</p>
    </div>`;
}

/** On a narrow screen the clock and the way to the actions stay in sight. */
function barView(context: ConsoleContext, { ticket, window }: TicketStory): Html {
  const { words, now } = context;
  if (!isUnanswered(ticket)) return html`<div id="bar"></div>`;
  const clock = readClock(window, now);
  return html`<div id="bar" class="clock-bar"><p class="standing ${clock.urgency}">${clockView(clock, context)}</p><a class="button" href="#actions">${words.ticket.actions}</a></div>`;
}

function callsView(context: ConsoleContext, { legs }: TicketStory): Html {
  const { words } = context;
  return html`
    <section class="card"><h2>${words.ticket.calls}</h2>
      ${legs.length > 0 ? legsView(context, legs, null) : html`<p class="quiet">${words.ticket.noCalls}</p>`}
    </section>`;
}

/**
 * @param forms what was drawn of what can be done: what was written for a wish that came to nothing stands in its form there;
 *   where there is no such form any more it can be copied and sent another way
 */
export function saidView({ words, filled }: FormContext, said: NonNullable<Said>, forms: Html): Html {
  if ('done' in said) return noticeView(words.ticket.done[said.done]);
  const isLost = filled && !isRefilled(forms);
  return html`<p class="fault" role="alert">${words.ticket.refused[said.refused]}</p>${isLost ? copyView(words, filled) : nothing}`;
}

function copyView({ ticket }: Words, filled: FilledForm): Html {
  const texts = writtenIn(filled).map(
    (text) => html`<textarea rows="4" readonly aria-label="${ticket.written}">${text}</textarea>`,
  );
  return texts.length === 0
    ? nothing
    : html`<section class="card"><h2>${ticket.written}</h2>${texts}</section>`;
}

function statusPill({ words, now }: ConsoleContext, { ticket, row }: TicketStory): Html {
  const tone = isLate(ticket, now) ? 'missed' : isUnanswered(ticket) ? 'near' : 'fine';
  const reach = row.paging && judgeReach(row.paging, now);
  const unreached = reach && reach.state !== 'calm' ? (reach.state === 'red' ? 'missed' : 'near') : null;
  return html`<span class="pill ${tone}">${sayStatus(words, row)}${isLate(ticket, now) ? `, ${words.board.urgency.missed}` : ''}</span>
    ${unreached ? html`<span class="pill ${unreached}">${words.board.nobodyReached}</span>` : nothing}
    ${ticket.untoldSince ? html`<span class="pill missed">${words.board.untold}</span>` : nothing}`;
}

function descriptionView(context: ConsoleContext, { ticket, players }: TicketStory): Html {
  const { words } = context;
  const { text, transcript, recordingSid } = ticket;
  if (text === null && recordingSid === null) return nothing;
  return html`
    <section class="card" aria-labelledby="description-title">
      <h2 id="description-title">${words.ticket.description}</h2>
      ${text === null ? nothing : html`<blockquote>${text}</blockquote>`}
      ${recordingSid === null ? nothing : playerView(context, players.get(recordingSid), transcript)}
    </section>`;
}

function factsView(
  { words, format, now }: ConsoleContext,
  { ticket, row, engineers, titles }: TicketStory,
  names: Names,
): Html {
  const { ticket: labels } = words;
  const { customerNumber, customerName } = row;
  const person = (key: string | null) => key && personView(key, engineers, names);
  const facts: [string, Html | string | null][] = [
    [
      labels.customer,
      customerNumber &&
        html`${customerLink(customerNumber, customerName ?? customerNumber)} (${customerNumber})`,
    ],
    [labels.contact, row.contactName],
    [
      labels.plan,
      html`<a href="${address('/registry/plans/:name', { name: ticket.plan })}">${titles.plans.get(ticket.plan) ?? ticket.plan}</a>`,
    ],
    [labels.callback, ticket.callbackNumber === null ? labels.none : phoneView(ticket.callbackNumber)],
    [labels.opened, format.moment(ticket.openedAt, now)],
    [labels.hasIt, person(ticket.acknowledgedBy)],
    [labels.helpers, helpersView(ticket, words, (key) => personView(key, engineers, names))],
    [isAsked(row.answeredHow) ? labels.askedBy : labels.answeredBy, person(ticket.answeredBy)],
    [
      labels.reopened,
      ticket.reopenedAt && labels.reopenedTimes(ticket.reopenings, format.moment(ticket.reopenedAt, now)),
    ],
    [labels.answerOnItsWay, ticket.answerSentAt && format.moment(ticket.answerSentAt, now)],
    [labels.stage, ticket.signatureStage && words.stage[ticket.signatureStage]],
  ];
  const known = facts.filter(([, value]) => value !== null && value !== '');
  return html`<section class="card"><dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

/** Who helps, or that somebody is wanted who does; null: neither. */
function helpersView(ticket: Ticket, { ticket: labels }: Words, person: (key: string) => Html): Html | null {
  if (lacksHands(ticket)) return html`<span class="flag">${labels.helpWanted}</span>`;
  if (ticket.helpers.length === 0) return null;
  return html`${ticket.helpers.map((key) => html`<span>${person(key)}</span> `)}`;
}

/** Whoever is an engineer in force has a page. */
function personView(key: string, engineers: TicketStory['engineers'], names: Names): Html {
  return engineers.some((engineer) => engineer.key === key)
    ? engineerLink(key, names.person(key))
    : html`${names.person(key)}`;
}

function callbacksView(
  { words, format, now }: ConsoleContext,
  { callbacks }: TicketStory,
  names: Names,
): Html {
  const attempts = callbacks.flatMap((callback) => callback.attempts);
  const next = callbacks.find(({ nextAt }) => nextAt !== null)?.nextAt;
  if (attempts.length === 0 && !next) return nothing;
  return html`
    <section class="card"><h2>${words.ticket.callbacks} <small>${words.ticket.attempts(attempts.length)}</small></h2>
      ${next ? html`<p>${words.board.nextCallback(format.moment(next, now), format.isSameDay(next, now))}</p>` : nothing}
      <ul class="lines">${attempts.map(({ startedAt, engineerName, outcome, stage }) => {
        const stands = outcome
          ? words.attemptOutcome[outcome]
          : stage === 'joined'
            ? words.board.talking
            : words.board.calling;
        return html`<li><p>${format.moment(startedAt, now)} ${engineerName ?? names.person('supervisors')} <small>${stands}</small></p></li>`;
      })}</ul>
    </section>`;
}
