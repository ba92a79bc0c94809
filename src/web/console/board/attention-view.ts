import { type Html, html } from '../html.ts';
import type { Look } from './look.ts';

/** Whether the board is live, and the switches of what calls for attention; those need a script, which shows them. */
export function attentionView({ words, format, now }: Look): Html {
  const { board } = words;
  return html`
    <div class="attention">
      <button type="button" class="quiet-button" id="sound" aria-pressed="false" data-off="${board.sound}" data-on="${board.soundOn}" hidden>${board.sound}</button>
      <button type="button" class="quiet-button" id="notify" aria-pressed="false" data-off="${board.notify}" data-on="${board.notifyOn}" data-blocked="${board.notifyBlocked}" hidden>${board.notify}</button>
      <p class="connection" data-live="${board.live}" data-connecting="${board.connecting}" data-stale="${board.stale}">${board.asOf(format.second(now))}</p>
    </div>`;
}
