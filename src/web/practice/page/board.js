import { clockTime, exactTime, timeOfDay } from './format.js';
import { serviceNow } from './line.js';
import { repeat } from './lit-html/directives/repeat.js';
import { html, nothing, svg } from './lit-html/lit-html.js';
import { trouble } from './trouble.js';

const SHOWN_EVENTS = 14;
/** So many hours need smaller figures to stay inside the ring. */
const HOURS_IN_SMALL = 10;
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
  const { timezone: timeZone } = ticket;
  const when = (instant) => timeOfDay(instant, language, { now, timeZone });
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
          <dd><strong>${ticket.asksForFacts ? texts.factsAsked : (texts.status[ticket.status] ?? ticket.status)}</strong></dd>
          <dd>${texts.due(when(ticket.respondBy))}</dd>
          ${ticket.acknowledgedBy ? html`<dd>${texts.acknowledgedBy(ticket.acknowledgedBy)}</dd>` : nothing}
          ${ticket.reach ? html`<dd class="reach ${ticket.reach.state}">${reachSaid(ticket.reach, texts)}</dd>` : nothing}
          ${ticket.answeredAt ? html`<dd>${(ticket.asksForFacts ? texts.askedAt : texts.answeredAt)(when(ticket.answeredAt))}</dd>` : nothing}
        </dl>
      </div>
      <ol class="events">
        ${ticket.events
          .slice(-SHOWN_EVENTS)
          .map(
            ({ at, kind, actor }) =>
              html`<li><time datetime=${at}>${exactTime(at, language, timeZone)}</time> ${texts.events[kind] ?? kind}${actor ? ` · ${texts.actors[actor] ?? actor}` : ''}</li>`,
          )}
      </ol>
    </article>
  `;
}

/** As the live board says it: nobody yet, or nobody although steps were taken. */
function reachSaid({ state, steps }, texts) {
  if (state === 'calm') return texts.nobodyYet;
  return steps > 0 ? `${texts.nobodyReached}, ${texts.stepsFailed(steps)}` : texts.nobodyReached;
}

/** A ring that empties as the response window runs out; full and green once the clock stands. */
function gauge({ ticket, texts, now }) {
  const due = Date.parse(ticket.respondBy);
  const opened = Date.parse(ticket.openedAt);
  const stopped = ticket.answeredAt ? Date.parse(ticket.answeredAt) : undefined;
  const left = due - (stopped ?? now);
  const share = Math.min(1, Math.max(0, left / (due - opened)));
  const stands = stopped !== undefined;
  const shown = stands ? stopped - opened : Math.abs(left);
  const caption = captionOf({ stands, left, late: ticket.late }, texts);
  return html`
    <div class="gauge ${left < 0 || ticket.late ? 'overdue' : ''}" role="timer" aria-label="${clockTime(Math.abs(left))} ${caption}">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="track" cx="60" cy="60" r=${RADIUS}></circle>
        ${svg`<circle class="rest" cx="60" cy="60" r=${RADIUS} stroke-dasharray="${(stands ? 1 : share) * AROUND} ${AROUND}"></circle>`}
      </svg>
      <div class="gauge-text">
        ${stands ? html`<span class="tick" aria-hidden="true">✓</span>` : nothing}
        <span class="time ${shown >= HOURS_IN_SMALL * 3_600_000 ? 'long' : ''}">${clockTime(shown)}</span>
        <span class="caption">${stands ? texts.stopped : caption}</span>
      </div>
    </div>
  `;
}

function captionOf({ stands, left, late }, texts) {
  if (stands) return late ? texts.late : texts.inTime;
  return left < 0 ? texts.overdue : texts.left;
}

function faults({ state, texts, language }) {
  if (state.faults.length === 0) return nothing;
  return html`
    <aside class="card faults">
      <h3>${texts.faults}</h3>
      <ul>
        ${state.faults.map(({ at, problem }) => html`<li><time datetime=${at}>${exactTime(at, language, state.house.timezone)}</time> ${problem}</li>`)}
      </ul>
    </aside>
  `;
}
