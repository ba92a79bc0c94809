import type { ExplainedWindow } from '../../../domain/calendar/explain-window.ts';
import { type Format, sayExactly, sayLength } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';

/** A promise whose deadline is to be explained. */
export interface Explained extends ExplainedWindow {
  clock: 'always' | 'business';
  /** where it begins to run, see `clockStart` */
  openedAt: Date;
  windowFrom: Date;
}

/** Where the clock of a promise runs from: the first ring, or the objection that its window was promised anew by. */
export function clockStart(
  { openedAt, windowFrom }: Pick<Explained, 'openedAt' | 'windowFrom'>,
  objections: readonly Date[],
): Date {
  return objections.findLast((at) => at <= windowFrom) ?? openedAt;
}

/** How a deadline comes about: which days give how much of the time that was promised. Days of another year than that of `now` have it. */
export function arithmeticView(
  { clock, openedAt, windowFrom, ms, days }: Explained,
  { words, format, now }: { words: Words; format: Format; now: Date },
): Html {
  const at = (instant: Date) => format.dayTime(instant, now);
  if (clock === 'always') return html`<p>${words.ticket.always(sayLength(ms), at(windowFrom))}</p>`;
  const began = windowFrom > openedAt ? html`<p>${words.ticket.startsLater(at(windowFrom))}</p>` : nothing;
  return html`
    <p>${words.ticket.business(sayLength(ms), at(openedAt))}</p>
    <ul>${days.map((day) => html`<li>${words.ticket.onDay(sayExactly(day.ms), format.dayOf(day.from, now), exactTime(day.from, format), exactTime(day.until, format))}</li>`)}</ul>
    ${began}`;
}

/** With its seconds where it has any: the days have to add up to what was promised. */
function exactTime(at: Date, format: Format): string {
  return at.getUTCSeconds() === 0 ? format.time(at) : format.second(at);
}
