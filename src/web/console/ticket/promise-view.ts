import { explainWindow } from '../../../domain/calendar/explain-window.ts';
import type { ResponseWindow } from '../../../domain/calendar/response-target.ts';
import { isUnanswered, type Ticket } from '../../../domain/tickets/ticket.ts';
import { readClock } from '../board/case-clock.ts';
import { clockView } from '../board/clock-view.ts';
import { type Format, sayLength } from '../format.ts';
import { type Html, html } from '../html.ts';
import { isAsked } from '../say-status.ts';
import type { Words } from '../words/index.ts';
import { arithmeticView, clockStart } from './arithmetic-view.ts';

interface Telling {
  ticket: Ticket;
  /** by what its clock was stopped */
  answeredHow: string | null;
  /** the hours ahead as they are counted now */
  window: ResponseWindow;
  /** the same as it was promised */
  promised: ResponseWindow;
  /** when the customer objected to released signatures that had been answered before, in their order */
  objections: readonly Date[];
  words: Words;
  format: Format;
  now: Date;
}

/** What was promised, how it stands or ended, and how the deadline comes about. */
export function promiseView(telling: Telling): Html {
  const { ticket, promised, objections, words, format, now } = telling;
  const openedAt = clockStart(ticket, objections);
  return html`
    <section class="card" aria-labelledby="promise-title">
      <h2 id="promise-title">${words.ticket.promise}</h2>
      ${standing(telling)}
      <p>${words.ticket.respondBy(format.dayTime(ticket.respondBy, now))}</p>
      <h3>${words.ticket.arithmetic}</h3>
      ${arithmeticView({ ...ticket, openedAt, ...explainWindow(promised) }, telling)}
      <p class="quiet">${words.ticket.zone(format.zone)}</p>
    </section>`;
}

function standing({ ticket, answeredHow, window, words, format, now }: Telling): Html {
  const asked = isAsked(answeredHow);
  if (ticket.answeredAt) {
    const early = ticket.respondBy.getTime() - ticket.answeredAt.getTime();
    if (early < 0)
      return html`<p class="standing missed">${words.ticket.keptLate(sayLength(-early), asked)}</p>`;
    return ticket.missedAt
      ? html`<p class="standing missed">${words.ticket.missedBefore(format.moment(ticket.missedAt, now), asked)}</p>`
      : html`<p class="standing fine">${words.ticket.keptBefore(sayLength(early), asked)}</p>`;
  }
  if (!isUnanswered(ticket)) return html`<p class="standing quiet">${words.ticket.closedUnanswered}</p>`;
  const clock = readClock(window, now);
  return html`<p class="standing ${clock.urgency}">${clockView(clock, { words, format, now })}</p>`;
}
