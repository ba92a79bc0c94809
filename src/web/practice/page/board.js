import { clockTime, exactTime, timeOfDay } from './format.js';
import { serviceNow } from './line.js';
import { repeat } from './lit-html/directives/repeat.js';
import { html, nothing, svg } from './lit-html/lit-html.js';
import { trouble } from './trouble.js';

const SHOWN_EVENTS = 14;
const RADIUS = 52;
const AROUND = 2 * Math.PI * RADIUS;

/** Every ticket with its clock, the newest first. */
export function board({ state, texts, language, onCall }) {
  return html`
    <section class="board" aria-label=${texts.board}>
      <h2>${texts.board}</h2>
      ${state.tickets.length === 0 ? firstSteps(texts) : nothing}
      ${repeat(
        state.tickets,
        ({ number }) => number,
        (ticket) => card({ ticket, state, texts, language }),
      )}
      ${trouble({ state, texts, numbers: onCall })}
      ${faults({ state, texts, language })}
    </section>
  `;
}

function firstSteps(texts) {
  return html`
    <div class="card first-steps">
      <h3>${texts.noTickets}</h3>
      <ol>
        ${texts.steps.map((step) => html`<li>${step}</li>`)}
      </ol>
    </div>
  `;
}

function card({ ticket, state, texts, language }) {
  const now = serviceNow(state);
  return html`
    <article class="card ticket severity-${ticket.severity} ${ticket.answeredAt ? 'answered' : ''}" aria-label=${texts.ticket(ticket.number)}>
      <header>
        <div>
          <h3>${texts.ticket(ticket.number)}</h3>
          <p>${ticket.customer ?? texts.unknownCustomer}</p>
        </div>
        <span class="chip">${texts.severity(ticket.severity)}</span>
      </header>
      <div class="clock-row">
        ${gauge({ ticket, texts, now })}
        <dl>
          <dt class="sr">Status</dt>
          <dd><strong>${texts.status[ticket.status] ?? ticket.status}</strong></dd>
          <dd>${texts.due(timeOfDay(ticket.respondBy, language, now))}</dd>
          ${ticket.acknowledgedBy ? html`<dd>${texts.acknowledgedBy(ticket.acknowledgedBy)}</dd>` : nothing}
          ${ticket.answeredAt ? html`<dd>${texts.answeredAt(timeOfDay(ticket.answeredAt, language, now))}</dd>` : nothing}
        </dl>
      </div>
      <ol class="events">
        ${ticket.events
          .slice(-SHOWN_EVENTS)
          .map(
            ({ at, kind, actor }) =>
              html`<li><time datetime=${at}>${exactTime(at, language)}</time> ${texts.events[kind] ?? kind}${actor ? ` · ${actor}` : ''}</li>`,
          )}
      </ol>
    </article>
  `;
}

/** A ring that empties as the response window runs out; full and green once the clock stands. */
function gauge({ ticket, texts, now }) {
  const due = Date.parse(ticket.respondBy);
  const opened = Date.parse(ticket.openedAt);
  const stopped = ticket.answeredAt ? Date.parse(ticket.answeredAt) : undefined;
  const left = due - (stopped ?? now);
  const share = Math.min(1, Math.max(0, left / (due - opened)));
  const caption =
    stopped === undefined ? (left < 0 ? texts.overdue : texts.left) : ticket.late ? texts.late : texts.inTime;
  const filled = stopped === undefined ? share : 1;
  return html`
    <div class="gauge ${left < 0 || ticket.late ? 'overdue' : ''}" role="timer" aria-label="${clockTime(Math.abs(left))} ${caption}">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="track" cx="60" cy="60" r=${RADIUS}></circle>
        ${svg`<circle class="rest" cx="60" cy="60" r=${RADIUS} stroke-dasharray="${filled * AROUND} ${AROUND}"></circle>`}
      </svg>
      <div class="gauge-text">
        ${stopped === undefined ? nothing : html`<span class="tick" aria-hidden="true">✓</span>`}
        <span class="time">${stopped === undefined ? clockTime(Math.abs(left)) : clockTime(stopped - opened)}</span>
        <span class="caption">${stopped === undefined ? caption : texts.stopped}</span>
      </div>
    </div>
  `;
}

function faults({ state, texts, language }) {
  if (state.faults.length === 0) return nothing;
  return html`
    <aside class="card faults">
      <h3>${texts.faults}</h3>
      <ul>
        ${state.faults.map(({ at, problem }) => html`<li><time datetime=${at}>${exactTime(at, language)}</time> ${problem}</li>`)}
      </ul>
    </aside>
  `;
}
