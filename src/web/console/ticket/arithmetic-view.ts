import { openTimeBetween } from '../../../domain/calendar/calendar.ts';
import type { ResponseWindow } from '../../../domain/calendar/response-target.ts';
import { explainOpenTime } from '../../../domain/calendar/spent-time.ts';
import { type Format, sayLength } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';

/** How a deadline comes about: which days give how much of the time that was promised. */
export function arithmeticView({
  openedAt,
  window,
  words,
  format,
}: {
  openedAt: Date;
  window: ResponseWindow;
  words: Words;
  format: Format;
}): Html {
  const { clock, calendar, windowFrom, respondBy } = window;
  const at = (instant: Date) => `${format.day(instant)}, ${format.time(instant)}`;
  if (clock === 'always') {
    return html`<p>${words.ticket.always(sayLength(respondBy.getTime() - windowFrom.getTime()), at(windowFrom))}</p>`;
  }
  const length = openTimeBetween(calendar, windowFrom, respondBy);
  const days = explainOpenTime(calendar, windowFrom, length);
  const began = windowFrom > openedAt ? html`<p>${words.ticket.startsLater(at(windowFrom))}</p>` : nothing;
  return html`
    <p>${words.ticket.business(sayLength(length), at(openedAt))}</p>
    <ul>${days.map(({ from, until, ms }) => html`<li>${words.ticket.onDay(sayLength(ms), format.day(from), format.time(from), format.time(until))}</li>`)}</ul>
    ${began}`;
}
