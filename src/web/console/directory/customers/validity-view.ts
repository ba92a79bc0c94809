import { type Html, html, nothing } from '../../html.ts';
import type { Words } from '../../words/index.ts';
import { sayDay } from '../say-date.ts';
import { validityOf } from './validity.ts';

/** Up to when a contract runs, marked where somebody should look. */
export function validityView(words: Words, term: { from: string; until: string }, today: string): Html {
  const { validity, daysLeft } = validityOf(term, today);
  const { customers } = words;
  const mark = {
    ahead: () => html`<span class="pill near">${customers.begins(sayDay(words, term.from))}</span>`,
    runs: () => nothing,
    'ends-soon': () => html`<span class="pill near">${customers.endsIn(daysLeft)}</span>`,
    over: () => html`<span class="pill missed">${customers.over}</span>`,
  }[validity]();
  return html`${sayDay(words, term.until)} ${mark}`;
}
