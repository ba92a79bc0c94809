import { may } from '../../users/user.ts';
import { type Html, html } from '../html.ts';
import type { Visit } from '../visit.ts';

/** Listens to a recording through this server, for those whose role includes it. */
export function playerView({ user, words }: Visit, recordingSid: string): Html {
  return may(user, 'listen')
    ? html`<audio controls preload="none" src="/recordings/${recordingSid}" aria-label="${words.ticket.recording}"></audio>`
    : html`<p class="quiet">${words.ticket.recordingNotForRole}</p>`;
}
