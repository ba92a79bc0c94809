import { nameState } from '../../../domain/flow/titles.ts';
import { address } from '../address.ts';
import { type Format, sayClock } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { requestsView } from '../requests/requests-view.ts';
import type { TitledWords, Words } from '../words/index.ts';
import { caseId } from './board-edition.ts';
import { clockView } from './clock-view.ts';
import type { Health } from './health-store.ts';
import type { LiveCall } from './live-call-store.ts';
import { type Board, type OpenCase, unverifiedOf } from './read-board.ts';
import type { OnCallLine } from './read-on-call.ts';
import { severityBadge } from './severity-badge.ts';
import { alarmOf, verdictOf } from './verdict.ts';
import { verdictView } from './verdict-view.ts';

/** What the board needs to know of whoever looks at it. */
export interface Look {
  words: TitledWords;
  format: Format;
  now: Date;
}

/** The board without its frame. What can change by itself has an id, and is told anew by it. */
export function boardView(board: Board, look: Look): Html {
  const { words } = look;
  const part = (id: string) => html`${partView(id, board, look)}`;
  return html`
    ${part('verdict')}
    <div class="board">
      <section class="cases" aria-labelledby="cases-title">
        <h2 id="cases-title">${words.board.openCases} ${part('cases-count')}</h2>
        <ol data-order>${board.cases.map((createTicket) => caseView(createTicket, look))}</ol>
        ${part('cases-rest')}
      </section>
      <aside>
        <section aria-labelledby="requests-title">
          <h2 id="requests-title">${words.requests.title}</h2>
          ${part('requests')}
        </section>
        <section aria-labelledby="calls-title">
          <h2 id="calls-title">${words.board.calls}</h2>
          ${part('calls')}
        </section>
        <section aria-labelledby="on-call-title">
          <h2 id="on-call-title">${words.board.onCall}</h2>
          ${part('on-call')}
        </section>
        <section aria-labelledby="health-title">
          <h2 id="health-title">${words.board.health}</h2>
          ${part('health')}
        </section>
      </aside>
    </div>`;
}

/** A part of the board by its id; undefined if there is none. */
export function partView(id: string, board: Board, look: Look): Html | undefined {
  return Object.hasOwn(PARTS, id) ? PARTS[id]?.(board, look) : undefined;
}

const PARTS: Record<string, (board: Board, look: Look) => Html> = {
  /** the answer to the one question, before anything else is read */
  verdict: ({ cases }, look) => verdictView(verdictOf(cases), look),
  'cases-count'({ openCount, cases }, { words }) {
    const unverified = unverifiedOf(cases);
    const link = html` <a href="/emergencies">${words.board.unverifiedTogether(unverified)}</a>`;
    return html`<small id="cases-count">${words.board.count(openCount)}${unverified > 1 ? link : nothing}</small>`;
  },
  'cases-rest'({ cases, openCount }, { words }) {
    const left = openCount - cases.length;
    if (openCount === 0) return html`<p id="cases-rest" class="empty">${words.board.noneOpen}</p>`;
    return html`<p id="cases-rest" class="quiet">${left > 0 ? words.board.more(left) : nothing}</p>`;
  },
  requests({ requests }, look) {
    if (requests.length === 0) return html`<p id="requests" class="empty">${look.words.requests.none}</p>`;
    return requestsView(requests, look);
  },
  calls({ calls }, look) {
    if (calls.length === 0) return html`<p id="calls" class="empty">${look.words.board.noCalls}</p>`;
    return html`<ul id="calls" class="lines">${calls.map((call) => callView(call, look))}</ul>`;
  },
  'on-call'({ onCall }, look) {
    if (onCall.length === 0) return html`<p id="on-call" class="empty">${look.words.board.noSchedules}</p>`;
    return html`<ul id="on-call" class="lines">${onCall.map((hotline) => onCallView(hotline, look))}</ul>`;
  },
  health: ({ health }, { words }) => healthView(health, words),
};

/** A case of the board. Only its clock is written anew as long as nothing happens to it. */
export function caseView(createTicket: OpenCase, look: Look): Html {
  const { words, format, now } = look;
  const { number, time, respondBy } = createTicket;
  return html`
    <li id="${caseId(number)}" class="case ${alarmOf(verdictOf([createTicket]))}">
      <div class="clock">
        ${clockView(time, look)}
        <small>${words.board.due(format.moment(respondBy, now))}</small>
      </div>
      ${besidesClock(createTicket, look)}
    </li>`;
}

/** A ticket's object stays the same until something happens to it, and so does what was written of it, by language and zone. */
const written = new WeakMap<OpenCase, Map<string, Html>>();

function besidesClock(createTicket: OpenCase, look: Look): Html {
  const texts = written.get(createTicket) ?? new Map<string, Html>();
  written.set(createTicket, texts);
  const key = `${look.words.language} ${look.format.zone} ${look.format.isoDay(look.now)}`;
  const text = texts.get(key) ?? writeBesidesClock(createTicket, look);
  texts.set(key, text);
  return text;
}

function writeBesidesClock(createTicket: OpenCase, look: Look): Html {
  const { words } = look;
  const { number, severity, customerName, contactName } = createTicket;
  return html`
      <div class="what">
        <a class="case-link" href="${address('/tickets/:number', { number })}">${severityBadge(severity, words)} <b>${number}</b> <span>${customerName ?? words.board.noCustomer}</span></a>
        <small>${[contactName, words.kind[createTicket.kind]].filter(Boolean).join(' · ')}${flags(createTicket, words)}</small>
      </div>
      <dl>
        <div><dt>${words.board.paged}</dt><dd>${pagedView(createTicket, words)}</dd></div>
        <div><dt>${words.board.hasIt}</dt><dd>${holderView(createTicket, look)}</dd></div>
        <div><dt>${words.board.next}</dt><dd>${nextView(createTicket, look)}</dd></div>
      </dl>`;
}

function flags({ verified, abandoned, untoldSince, answerSentAt }: OpenCase, { board }: Words): Html {
  return html`${answerSentAt ? html` <span class="flag">${board.answerSent}</span>` : nothing}${verified ? nothing : html` <span class="flag">${board.unverified}</span>`}${abandoned ? html` <span class="flag">${board.abandoned}</span>` : nothing}${untoldSince ? html` <span class="flag">${board.untold}</span>` : nothing}`;
}

/** Each person once, with what they were last paged by and what came of it. */
function pagedView({ pages }: OpenCase, words: Words): Html {
  if (pages.length === 0) return html`<span class="quiet">${words.board.nobodyPaged}</span>`;
  const people = Map.groupBy(pages, ({ who }) => who ?? words.actors.supervisors);
  const said = [...people].map(([who, theirs]) => {
    const by = [...new Set(theirs.map(({ channel }) => words.pageBy[channel]))].toReversed().join(', ');
    const status = theirs[0]?.status;
    const outcome = status && status !== 'withdrawn' ? ` · ${words.pageStatus[status]}` : '';
    return html`<li>${who} <small>${by}${outcome}</small></li>`;
  });
  return html`<ul>${said.toReversed()}</ul>`;
}

/** Whoever has it, or for how long nobody could be reached. */
function holderView(ticket: OpenCase, { words: { board }, format, now }: Look): Html {
  const { holderName, acknowledgedAt, reach, isHolderAway } = ticket;
  if (holderName === null && reach?.since)
    return html`<b class="unreached">${board.nobodyReached(format.moment(reach.since, now))}</b> <small>${reach.steps > 0 ? board.stepsFailed(reach.steps) : ''}</small>`;
  if (holderName === null) return html`<span class="quiet">${board.nobodyHasIt}</span>`;
  const since = acknowledgedAt ? board.since(format.moment(acknowledgedAt, now)) : '';
  return html`${holderName}${isHolderAway ? html` <span class="flag">${board.holderAway}</span>` : nothing} <small>${since}</small>`;
}

function nextView(
  { stage, isRinging, callbackAt, pageAt, status }: OpenCase,
  { words, format, now }: Look,
): Html {
  if (stage !== null) return html`${stage === 'joined' ? words.board.talking : words.board.calling}`;
  if (isRinging) return html`${words.board.ringing}`;
  if (status === 'open' && pageAt) return html`${words.board.nextPage(format.moment(pageAt, now))}`;
  if (callbackAt) return html`${words.board.nextCallback(format.moment(callbackAt, now))}`;
  return html`<span class="quiet">${words.board.nothingPlanned}</span>`;
}

function callView(
  { id, sid, party, who, number, state, status, ticketNumber, startedAt }: LiveCall,
  look: Look,
): Html {
  const { words, now } = look;
  const unknown = party === 'engineer' ? words.actors.supervisors : (number ?? words.calls.unknown);
  const name = who ?? unknown;
  const stands = status === 'in-progress' ? nameState(words.titles, state) : words.callStatus[status];
  const since = startedAt.getTime();
  return html`
    <li id="call-${id}">
      <p>${sid === null ? html`<b>${name}</b>` : html`<a href="${address('/calls/:sid', { sid })}">${name}</a>`} <small>${words.calls.party[party]}</small></p>
      <p><span class="pill calm">${stands}</span> <small class="digits" data-since="${since}">${sayClock(now.getTime() - since)}</small>
        ${ticketNumber === null ? nothing : html` <a href="${address('/tickets/:number', { number: ticketNumber })}">${ticketNumber}</a>`}</p>
    </li>`;
}

function onCallView({ schedule, current, next, gap }: OnCallLine, { words, format, now }: Look): Html {
  const at = (instant: Date) => format.moment(instant, now);
  const { board } = words;
  const isGap = current === null && gap !== null && gap.from <= now;
  return html`
    <li>
      <p><b class="${isGap ? 'person missed' : 'person'}">${current?.name ?? board.nobody}</b> <small>${schedule}${current?.isOverride ? ` · ${board.override}` : ''}</small></p>
      ${next ? html`<p><small>${board.afterwards(next.name, at(next.from))}</small></p>` : nothing}
      ${gap ? html`<p class="warning">${board.gap(at(gap.from), at(gap.until))}</p>` : nothing}
    </li>`;
}

function healthView({ queue, overdue }: Health, { board }: Words): Html {
  const late = overdue.count > 0;
  const hotline = (good: boolean, name: string, said: string) =>
    html`<div class="${good ? 'good' : 'bad'}"><dt>${name}</dt><dd>${said}</dd></div>`;
  return html`
    <dl id="health" class="health">
      ${hotline(true, board.database, board.ok)}
      ${hotline(queue, board.queue, queue ? board.ok : board.queueAway)}
      ${hotline(!late, board.work, late ? board.overdue(overdue.count, overdue.minutes) : board.onTime)}
    </dl>`;
}
