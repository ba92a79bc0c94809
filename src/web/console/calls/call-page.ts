import type { CallEvent } from '../../../domain/calls/call-store.ts';
import type { CallRow } from '../../read-model/call-view.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { customerLink, engineerLink } from '../link-views.ts';
import { phoneView } from '../phone-view.ts';
import { wordFor } from '../words/index.ts';
import { otherNumber, otherParty, sayParty } from './call-words.ts';
import { consentView } from './consent-view.ts';
import { legsView } from './legs-view.ts';
import { playerView } from './player-view.ts';
import type { Player } from './read-players.ts';
import { sayStep } from './say-step.ts';

export interface CallStory {
  call: CallRow;
  steps: readonly CallEvent[];
  /** every call of its ticket, this one among them */
  legs: readonly CallRow[];
  player: Player | undefined;
  transcript: string | null;
}

/** One call: its steps with times, and the other calls of its case. */
export function callPage(
  context: ConsoleContext,
  { call, steps, legs, player, transcript }: CallStory,
): Html {
  const { words, format } = context;
  const title = words.calls.callOf(otherParty(call, words));
  const content = html`
    <div class="page-title"><h1>${title}</h1>
      <p>${call.isMissed ? html`<span class="pill missed">${words.calls.missed}</span> ` : nothing}${sayParty(call, words)}${call.ticketNumber === null ? nothing : html` · <a href="${address('/tickets/:number', { number: call.ticketNumber })}">${words.ticket.title(call.ticketNumber)}</a>`}</p></div>
    <div class="ticket">
      <div>
        ${player ? html`<section class="card"><h2>${words.calls.recording}</h2>${playerView(context, player, transcript)}</section>` : nothing}
        <section class="card"><h2>${words.calls.steps}</h2>
          ${steps.length === 0 ? html`<p class="quiet">${words.calls.noSteps}</p>` : nothing}
          <ol class="timeline">${steps.map((step) => html`<li><time datetime="${step.at.toISOString()}">${format.second(step.at)}</time><div><p>${sayStep(step, words)}</p></div></li>`)}</ol>
        </section>
      </div>
      <aside>
        <section class="card"><dl class="facts">${facts(context, call)}</dl></section>
        ${consentView(context, steps)}
        ${legs.length > 1 ? html`<section class="card"><h2>${words.calls.legs}</h2>${legsView(context, legs, call.sid)}</section>` : nothing}
      </aside>
    </div>`;
  return layout(context, { title, content, place: 'calls', style: 'player', script: 'player' });
}

function facts({ words, format }: ConsoleContext, call: CallRow): Html[] {
  const { calls } = words;
  const number = otherNumber(call);
  const { customerNumber, customerName, engineer, engineerName } = call;
  const customer = customerNumber && customerLink(customerNumber, customerName ?? customerNumber);
  const rows: [string, Html | string | null][] = [
    [calls.number, number === null ? calls.unknown : phoneView(number)],
    [words.ticket.customer, customer],
    [words.ticket.contact, call.contactName],
    [words.tickets.engineer, engineer && engineerLink(engineer, engineerName ?? engineer)],
    [calls.status, wordFor(words.callStatus, call.status)],
    [calls.started, format.full(call.startedAt)],
    [calls.answered, call.answeredAt && format.full(call.answeredAt)],
    [calls.ended, call.endedAt && format.full(call.endedAt)],
  ];
  return rows
    .filter(([, value]) => value !== null)
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
}
