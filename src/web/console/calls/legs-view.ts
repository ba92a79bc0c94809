import type { CallRow } from '../../read-model/call-view.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import { otherParty, sayParty, whatCameOfIt } from './call-words.ts';

/** The calls of a ticket, in the order in which they began. @param current the one that is being looked at */
export function legsView(
  { words, format, now }: ConsoleContext,
  legs: readonly CallRow[],
  current: string | null,
): Html {
  const lines = legs.map((leg) => {
    const name = otherParty(leg, words);
    const linked =
      leg.sid === null || leg.sid === current
        ? html`<b>${name}</b>`
        : html`<a href="${address('/calls/:sid', { sid: leg.sid })}">${name}</a>`;
    return html`<li><p>${format.moment(leg.startedAt, now)} ${linked} <small>${sayParty(leg, words)} · ${whatCameOfIt(leg, words)}</small></p></li>`;
  });
  return html`<ul class="lines">${lines}</ul>`;
}
