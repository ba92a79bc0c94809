import { type Format, sayClock } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../words/index.ts';
import type { CaseClock } from './case-clock.ts';

/**
 * A ticket's clock with its words. A running one goes on in the page: `data-zero` is the instant, in epoch milliseconds, at
 * which nothing is left; the words beside it are told along.
 */
export function clockView(
  time: CaseClock,
  { words, format, now }: { words: Words; format: Format; now: Date },
): Html {
  const { board } = words;
  const urgency = html`<span class="pill">${board.urgency[time.urgency]}</span>`;
  if (!time.runs) {
    const resumes = board.resumes(format.moment(time.resumesAt, now));
    return html`<b class="digits">${sayClock(time.leftMs)}</b> <span class="rests">${board.paused}</span> ${urgency}<small class="resumes">${resumes}</small>`;
  }
  const zero = time.zeroAt.getTime();
  const leftMs = zero - now.getTime();
  const word = leftMs < 0 ? board.over : board.left;
  return html`<b class="digits" data-zero="${zero}" data-left="${board.left}" data-over="${board.over}">${sayClock(leftMs)}</b> <span class="word">${word}</span> ${urgency}`;
}
