import { type Html, html, nothing } from '../html.ts';
import type { Look } from './look.ts';
import type { OnCallLine } from './read-on-call.ts';

/** When an engineer is on call now, and where they come next. */
export function shiftsView(onCall: readonly OnCallLine[], engineer: string, look: Look): Html {
  const { board } = look.words;
  const at = (instant: Date) => look.format.moment(instant, look.now);
  const said = onCall.flatMap(({ schedule, current, next }) => {
    if (current?.engineer === engineer) return [board.yourShift(schedule, at(current.until))];
    return next?.engineer === engineer ? [board.yourNextShift(schedule, at(next.from))] : [];
  });
  return said.length === 0 ? html`${nothing}` : html`<p class="quiet">${said.join(' ')}</p>`;
}
