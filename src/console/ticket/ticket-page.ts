import { isLate, isUnanswered } from '../../tickets/ticket.ts';
import { severityBadge } from '../board/board-view.ts';
import { legsView } from '../calls/legs-view.ts';
import { playerView } from '../calls/player-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import type { Visit } from '../visit.ts';
import type { Done, Refused } from './act-on-ticket.ts';
import { actionsView } from './actions-view.ts';
import { type Names, namesFor } from './names.ts';
import { planView } from './plan-view.ts';
import { promiseView } from './promise-view.ts';
import type { TicketStory } from './read-ticket.ts';
import { sayEvent } from './say-event.ts';

/** What became of the form that led here. */
export type Said = { done: Done } | { refused: Refused } | null;

/** One case: the promise, what was planned, what came of it, and what can be done. */
export function ticketPage(visit: Visit, story: TicketStory, said: Said): Html {
  const { words } = visit;
  const { ticket, row, engineers } = story;
  const names = namesFor(engineers, words);
  const title = words.ticket.title(ticket.number);
  const content = html`
    <div class="page-title">
      <h1>${title} ${severityBadge(ticket.severity, words)}</h1>
      <p>${statusPill(visit, story)} ${row.customerName ?? words.board.noCustomer} · ${words.kind[ticket.kind]}${ticket.signature ? `: ${words.signature[ticket.signature]}` : ''}</p>
    </div>
    ${said === null ? nothing : saidView(visit, said)}
    <div class="ticket">
      <div>
        ${descriptionView(visit, story)}
        ${timelineView(visit, story, names)}
        ${planView(visit, story, names)}
      </div>
      <aside>
        ${promiseView({ ...visit, ticket, window: story.window })}
        ${actionsView(visit, ticket, engineers)}
        ${factsView(visit, story, names)}
        ${callbacksView(visit, story, names)}
        <section class="card"><h2>${words.ticket.calls}</h2>
          ${story.legs.length > 0 ? legsView(visit, story.legs, null) : html`<p class="quiet">${words.ticket.noCalls}</p>`}
        </section>
      </aside>
    </div>`;
  return layout(visit, { title, content, place: 'board', clocksFrom: visit.now });
}

function saidView({ words }: Visit, said: NonNullable<Said>): Html {
  return 'done' in said
    ? html`<p class="notice" role="status">${words.ticket.done[said.done]}</p>`
    : html`<p class="fault" role="alert">${words.ticket.refused[said.refused]}</p>`;
}

function statusPill({ words, now }: Visit, { ticket }: TicketStory): Html {
  const tone = isLate(ticket, now) ? 'missed' : isUnanswered(ticket) ? 'near' : 'fine';
  return html`<span class="pill ${tone}">${words.status[ticket.status]}${isLate(ticket, now) ? `, ${words.board.urgency.missed}` : ''}</span>`;
}

function descriptionView(visit: Visit, { ticket }: TicketStory): Html {
  const { words } = visit;
  const { text, transcript, recordingSid } = ticket;
  if (text === null && transcript === null && recordingSid === null) return nothing;
  return html`
    <section class="card" aria-labelledby="description-title">
      <h2 id="description-title">${words.ticket.description}</h2>
      ${text === null ? nothing : html`<blockquote>${text}</blockquote>`}
      ${recordingSid === null ? nothing : playerView(visit, recordingSid)}
      ${transcript === null ? nothing : html`<h3>${words.ticket.transcript}</h3><blockquote>${transcript}</blockquote>`}
    </section>`;
}

function timelineView(visit: Visit, story: TicketStory, names: Names): Html {
  const { words, format } = visit;
  const moment = (at: string) => format.moment(new Date(at), visit.now);
  let day = '';
  const events = story.timeline.map((event) => {
    const { text, quote, recording, tone } = sayEvent({ event, words, names, moment });
    const isNewDay = format.isoDay(event.at) !== day;
    day = format.isoDay(event.at);
    // the description has its own player above
    const isElsewhere = !recording || recording === story.ticket.recordingSid;
    return html`
      ${isNewDay ? html`<li class="day">${format.day(event.at)}</li>` : nothing}
      <li class="${tone ?? ''}"><time datetime="${event.at.toISOString()}">${format.second(event.at)}</time>
        <div><p>${text}</p>${quote ? html`<blockquote>${quote}</blockquote>` : nothing}${isElsewhere ? nothing : playerView(visit, recording)}</div></li>`;
  });
  return html`
    <section class="card" aria-labelledby="timeline-title">
      <h2 id="timeline-title">${words.ticket.timeline}</h2>
      <ol class="timeline">${events}</ol>
    </section>`;
}

function factsView({ words, format, now }: Visit, { ticket, row }: TicketStory, names: Names): Html {
  const { ticket: labels } = words;
  const facts: [string, string | null][] = [
    [labels.customer, row.customerName && `${row.customerName} (${row.customerNumber})`],
    [labels.contact, row.contactName],
    [labels.plan, ticket.plan],
    [labels.callback, ticket.callbackNumber ?? labels.none],
    [labels.opened, format.moment(ticket.openedAt, now)],
    [labels.hasIt, ticket.acknowledgedBy && names.person(ticket.acknowledgedBy)],
    [labels.answeredBy, ticket.answeredBy && names.person(ticket.answeredBy)],
    [labels.stage, ticket.signatureStage && words.stage[ticket.signatureStage]],
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
  return html`<section class="card"><dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

function callbacksView({ words, format, now }: Visit, { callbacks }: TicketStory, names: Names): Html {
  const attempts = callbacks.flatMap((callback) => callback.attempts);
  const next = callbacks.find(({ nextAt }) => nextAt !== null)?.nextAt;
  if (attempts.length === 0 && !next) return nothing;
  return html`
    <section class="card"><h2>${words.ticket.callbacks} <small>${words.ticket.attempts(attempts.length)}</small></h2>
      ${next ? html`<p>${words.board.nextCallback(format.moment(next, now))}</p>` : nothing}
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
