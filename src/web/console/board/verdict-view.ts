import { sayClock } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Look } from './look.ts';
import { alarmOf, type BoardVerdict, countAlarms } from './verdict.ts';

/** The headline: what is wrong, the worst first, or that nothing is. Its number goes before the page's title. */
export function verdictView(verdict: BoardVerdict, look: Look): Html {
  const { board } = look.words;
  const {
    opensNone,
    isLineClosed,
    missed,
    missedUnheld,
    unreached,
    near,
    untold,
    holderAway,
    uncovered,
    notReached,
  } = verdict;
  const said = [
    opensNone ? html`${board.opensNone}` : null,
    isLineClosed ? html`${board.lineClosed}` : null,
    missed > 0 ? html`${board.missed(missed, missedUnheld)}` : null,
    unreached.count > 0 ? unreachedView(unreached, look) : null,
    near > 0 ? html`${board.near(near)}` : null,
    untold > 0 ? html`${board.untoldCustomers(untold)}` : null,
    holderAway > 0 ? html`${board.holdersAway(holderAway)}` : null,
    uncovered > 0 ? html`${board.uncovered(uncovered)}` : null,
    notReached > 0 ? html`${look.words.readiness.notReadyPeople(notReached)}` : null,
  ].filter((part) => part !== null);
  const parts = said.map((part, index) => html`${index > 0 ? '; ' : ''}${part}`);
  const text = said.length === 0 ? html`${board.allKept}` : html`${parts}`;
  return html`<p id="verdict" class="verdict ${alarmOf(verdict)}" role="status" data-alarms="${countAlarms(verdict)}">${text}</p>`;
}

/** With the time that is left of the most pressing one. */
function unreachedView(
  { count, areCritical, zeroAt }: BoardVerdict['unreached'],
  { words, now }: Look,
): Html {
  const { board } = words;
  const said = board.unreached(count, areCritical);
  if (zeroAt === null) return html`${said}`;
  const zero = zeroAt.getTime();
  return html`${said}, <b class="digits" role="timer" data-zero="${zero}" data-left="${board.left}" data-over="${board.over}">${sayClock(zero - now.getTime())}</b> <span>${board.left}</span>`;
}
