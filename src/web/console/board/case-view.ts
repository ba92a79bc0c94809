import { address } from '../address.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';
import { caseId } from './board-edition.ts';
import { clockView } from './clock-view.ts';
import type { Look } from './look.ts';
import type { OpenCase } from './read-board.ts';
import { severityBadge } from './severity-badge.ts';

/** A case of the board. Only its clock is written anew as long as nothing happens to it. */
export function caseView(ticket: OpenCase, look: Look): Html {
  const { number, time } = ticket;
  const { due, besides } = besidesClock(ticket, look);
  return html`
    <li id="${caseId(number)}" class="case ${time.urgency} ${reachOf(ticket)}">
      <div class="clock">
        ${clockView(time, look)}
        <small>${due}</small>
      </div>
      ${besides}
    </li>`;
}

/** The colour at its side: what calls for somebody besides the clock. */
function reachOf({ reach, untoldSince, isHolderAway }: OpenCase): string {
  if (reach !== null && reach.state !== 'calm') return `reach-${reach.state}`;
  return untoldSince !== null || isHolderAway ? 'reach-amber' : '';
}

/** What stands beside a clock: below it, and in the other columns. */
interface Written {
  due: string;
  besides: Html;
}

/** A ticket's object stays the same until something happens to it, and so does what was written of it, by language and zone. */
const written = new WeakMap<OpenCase, Map<string, Written>>();

function besidesClock(ticket: OpenCase, look: Look): Written {
  const { words, format, now } = look;
  const texts = written.get(ticket) ?? new Map<string, Written>();
  written.set(ticket, texts);
  const key = `${words.language} ${format.zone} ${format.isoDay(now)} ${look.isWall}`;
  const text = texts.get(key) ?? {
    due: words.board.due(format.moment(ticket.respondBy, now)),
    besides: writeBesidesClock(ticket, look),
  };
  texts.set(key, text);
  return text;
}

function writeBesidesClock(ticket: OpenCase, look: Look): Html {
  const { words } = look;
  const { number, severity, customerName, contactName } = ticket;
  const name = html`${severityBadge(severity, words)} <b>${number}</b> <span>${customerName ?? words.board.noCustomer}</span>`;
  return html`
      <div class="what">
        ${look.isWall ? html`<span class="case-link">${name}</span>` : html`<a class="case-link" href="${address('/tickets/:number', { number })}">${name}</a>`}
        <small>${[contactName, words.kind[ticket.kind]].filter(Boolean).join(' · ')}${flags(ticket, words)}</small>
      </div>
      <dl>
        <div><dt>${words.board.paged}</dt><dd class="two-lines">${pagedView(ticket, words)}</dd></div>
        <div><dt>${words.board.hasIt}</dt><dd>${holderView(ticket, look)}</dd></div>
        <div><dt>${words.board.next}</dt><dd>${nextView(ticket, look)}</dd></div>
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
    // what came of it first: where there is no room, the rest is cut off
    const outcome = status && status !== 'withdrawn' ? `${words.pageStatus[status]} · ` : '';
    return html`<li>${who} <small>${outcome}${by}</small></li>`;
  });
  return html`<ul class="paged">${said.toReversed()}</ul>`;
}

/** Whoever has it, or for how long nobody could be reached. */
function holderView(ticket: OpenCase, { words: { board }, format, now }: Look): Html {
  const { holderName, acknowledgedAt, reach, isHolderAway } = ticket;
  if (holderName === null && reach?.since)
    return html`<b class="unreached">${board.nobodyReached}</b> <small>${board.since(format.moment(reach.since, now))}${reach.steps > 0 ? ` · ${board.stepsFailed(reach.steps)}` : ''}</small>`;
  if (holderName === null) return html`<span class="quiet">${board.nobodyHasIt}</span>`;
  const since = acknowledgedAt ? board.since(format.moment(acknowledgedAt, now)) : '';
  return html`${holderName}${helpView(ticket, board)}${isHolderAway ? html` <span class="flag">${board.holderAway}</span>` : nothing} <small>${since}</small>`;
}

function helpView({ status, hands, helpers }: OpenCase, board: Words['board']): Html {
  if (helpers.length > 0) return html` ${board.with(helpers.join(', '))}`;
  return html`${status === 'acknowledged' && hands > 1 ? html` <span class="flag">${board.helpWanted}</span>` : nothing}`;
}

function nextView(
  { stage, isRinging, callbackAt, pageAt, status, respondBy }: OpenCase,
  { words, format, now }: Look,
): Html {
  if (stage !== null) return html`${stage === 'joined' ? words.board.talking : words.board.calling}`;
  if (isRinging) return html`${words.board.ringing}`;
  if (status === 'open' && pageAt)
    return html`${words.board.nextPage(format.moment(pageAt, now), format.isSameDay(pageAt, now))}`;
  if (callbackAt) {
    const late = html` <span class="flag">${words.event.afterDeadline}</span>`;
    return html`${words.board.nextCallback(format.moment(callbackAt, now), format.isSameDay(callbackAt, now))}${callbackAt > respondBy ? late : nothing}`;
  }
  return html`<span class="quiet">${words.board.nothingPlanned}</span>`;
}
