import type { LineStanding } from '../../../domain/drill/line-standing.ts';
import { nameState } from '../../../domain/flow/titles.ts';
import { ownOf } from '../../../platform/own-of.ts';
import { address } from '../address.ts';
import { sayParty } from '../calls/call-words.ts';
import { sayClock } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { requestsView } from '../requests/requests-view.ts';
import { textsView } from '../texts/texts-view.ts';
import { alarmsOf } from './alarms.ts';
import { listCases } from './board-filter.ts';
import { boardFilterForm } from './board-filter-form.ts';
import { caseView } from './case-view.ts';
import type { Health } from './health-store.ts';
import type { LiveCall } from './live-call-store.ts';
import { type Look, linkTo } from './look.ts';
import { type Board, unverifiedOf } from './read-board.ts';
import type { Doubt, OnCallLine } from './read-on-call.ts';
import { verdictOf } from './verdict.ts';
import { verdictView } from './verdict-view.ts';

/** The board without its frame. What can change by itself has an id, and is told anew by it. */
export function boardView(board: Board, look: Look): Html {
  const { words } = look;
  const part = (id: string) => html`${partView(id, board, look)}`;
  return html`
    ${part('verdict')}
    ${part('alarms')}
    <div class="board">
      <section class="cases" aria-labelledby="cases-title">
        <div class="cases-head">
          <h2 id="cases-title">${words.board.openCases} ${part('cases-count')}</h2>
          ${look.isWall ? nothing : boardFilterForm(board.cases, look)}
        </div>
        ${caseHeads(look)}
        <ol data-order>${listCases(board.cases, look.filter).map((ticket) => caseView(ticket, look))}</ol>
        ${part('cases-rest')}
      </section>
      <aside>
        ${
          look.isWall
            ? nothing
            : html`<section aria-labelledby="requests-title">
          <h2 id="requests-title">${words.requests.title}</h2>
          ${part('requests')}
        </section>
        <section aria-labelledby="texts-title">
          <h2 id="texts-title">${words.texts.title}</h2>
          ${part('texts')}
        </section>`
        }
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

/** What each row says again for a screen reader, once for the eye; only where a row is one line of columns. */
function caseHeads({ words: { board } }: Look): Html {
  return html`<div class="case-heads" aria-hidden="true"><div><span>${board.paged}</span><span>${board.hasIt}</span><span>${board.next}</span></div></div>`;
}

/** A part of the board by its id; undefined if there is none. */
export function partView(id: string, board: Board, look: Look): Html | undefined {
  return ownOf(PARTS, id)?.(board, look);
}

const PARTS: Record<string, (board: Board, look: Look) => Html> = {
  /** the answer to the one question, before anything else is read */
  verdict: (board, look) => verdictView(verdictOf(board), look),
  /** what calls for somebody, each once; a script tells what is new in it by title, sound and notification */
  alarms: ({ cases }, look) =>
    html`<ul id="alarms" hidden>${alarmsOf(cases).map(({ key, ticket, kind }) => html`<li data-key="${key}">${look.words.board.alarm[kind](look.words.severity(ticket.severity), ticket.number, ticket.customerName ?? look.words.board.noCustomer)}</li>`)}</ul>`,
  'cases-count'({ openCount, cases }, { words, filter, isWall }) {
    const shown = listCases(cases, filter).length;
    const isNarrow = shown < cases.length;
    const count = isNarrow ? words.board.countOf(shown, openCount) : words.board.count(openCount);
    const unverified = unverifiedOf(cases);
    const link = html` <a href="/emergencies">${words.board.unverifiedTogether(unverified)}</a>`;
    return html`<small id="cases-count">${count}${unverified > 1 && !isWall ? link : nothing}</small>`;
  },
  'cases-rest'({ cases, openCount }, { words, filter }) {
    const left = openCount - cases.length;
    if (openCount > 0 && listCases(cases, filter).length === 0)
      return html`<p id="cases-rest" class="empty">${words.board.noneFits}</p>`;
    if (openCount === 0) return html`<p id="cases-rest" class="empty">${words.board.noneOpen}</p>`;
    return html`<p id="cases-rest" class="quiet">${left > 0 ? words.board.more(left) : nothing}</p>`;
  },
  requests({ requests }, look) {
    if (requests.length === 0) return html`<p id="requests" class="empty">${look.words.requests.none}</p>`;
    return requestsView(requests, look);
  },
  texts({ texts }, look) {
    if (texts.length === 0) return html`<p id="texts" class="empty">${look.words.texts.none}</p>`;
    return textsView(texts, look, look.mayWork);
  },
  calls({ calls }, look) {
    if (calls.length === 0) return html`<p id="calls" class="empty">${look.words.board.noCalls}</p>`;
    return html`<ul id="calls" class="lines">${calls.map((call) => callView(call, look))}</ul>`;
  },
  'on-call'({ onCall }, look) {
    if (onCall.length === 0) return html`<p id="on-call" class="empty">${look.words.board.noSchedules}</p>`;
    return html`<ul id="on-call" class="lines">${onCall.map((hotline) => onCallView(hotline, look))}</ul>`;
  },
  health: ({ health, line }, look) => healthView(health, line, look),
};

function callView(
  { id, sid, party, engineer, who, number, state, status, ticketNumber, startedAt }: LiveCall,
  look: Look,
): Html {
  const { words, now } = look;
  const shown = look.isWall ? null : number;
  const unknown = party === 'engineer' ? words.actors.supervisors : (shown ?? words.calls.unknown);
  const name = who ?? unknown;
  const stands = status === 'in-progress' ? nameState(words.titles, state) : words.callStatus[status];
  const since = startedAt.getTime();
  return html`
    <li id="call-${id}">
      <p>${sid === null ? html`<b>${name}</b>` : linkTo(look, address('/calls/:sid', { sid }), name)} <small>${sayParty({ party, engineer }, words)}</small></p>
      <p><span class="pill calm">${stands}</span> <small class="digits" data-since="${since}">${sayClock(now.getTime() - since)}</small>
        ${ticketNumber === null ? nothing : html` ${linkTo(look, address('/tickets/:number', { number: ticketNumber }), ticketNumber)}`}</p>
    </li>`;
}

function onCallView({ schedule, current, next, gap, isUncovered, doubt }: OnCallLine, look: Look): Html {
  const { words, format, now } = look;
  const at = (instant: Date) => format.moment(instant, now);
  const { board } = words;
  return html`
    <li>
      <p><b class="${isUncovered ? 'person missed' : 'person'}">${current?.name ?? board.nobody}</b> <small>${schedule}${current?.isOverride ? ` · ${board.override}` : ''}</small></p>
      ${current && doubt ? doubtView(current.engineer, doubt, look) : nothing}
      ${current?.restsUntil ? html`<p class="warning">${board.restsUntil(at(current.restsUntil))}</p>` : nothing}
      ${next ? html`<p><small>${board.afterwards(next.name, at(next.from))}</small></p>` : nothing}
      ${gap ? html`<p class="warning">${board.gap(at(gap.from), gap.until && at(gap.until))}</p>` : nothing}
    </li>`;
}

/** Why whoever is on call may not be reached: what something shows is a warning, that nothing shows they are is a hint. */
function doubtView(engineer: string, { verdict, faults }: Doubt, look: Look): Html {
  const { readiness } = look.words;
  const why = faults.map((fault) => readiness.faults[fault]).join(' ');
  const isOnlyUntested = faults.every((fault) => fault === 'call-untested' || fault === 'text-untested');
  const hint = isOnlyUntested ? readiness.notTested : why;
  const said = verdict === 'unreachable' ? `${readiness.mayNotBeReached} ${why}` : hint;
  const told = linkTo(look, address('/readiness/:key', { key: engineer }), said);
  return html`<p class="${verdict === 'unreachable' ? 'warning' : 'quiet'}">${told}</p>`;
}

function healthView({ queue, overdue }: Health, line: LineStanding | null, look: Look): Html {
  const { board } = look.words;
  const late = overdue.count > 0;
  const hotline = (good: boolean, name: string, said: string) =>
    html`<div class="${good ? 'good' : 'bad'}"><dt>${name}</dt><dd>${said}</dd></div>`;
  return html`
    <dl id="health" class="health">
      ${hotline(true, board.database, board.ok)}
      ${hotline(queue, board.queue, queue ? board.ok : board.queueAway)}
      ${line ? hotline(line.state === 'open', board.line, lineSaid(line, look)) : nothing}
      ${hotline(!late, board.work, late ? board.overdue(overdue.count, overdue.minutes) : board.onTime)}
    </dl>`;
}

function lineSaid(line: LineStanding, { words: { board }, format, now }: Look): string {
  const since = line.since && format.moment(line.since, now);
  if (line.state === 'untried' || since === null) return board.lineUntried(since);
  return line.state === 'open'
    ? board.lineOpen(since)
    : board.lineDoubted[line.state](since, board.drillFaults[line.fault]);
}
