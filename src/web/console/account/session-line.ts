import type { OpenSession } from '../../../domain/users/session-store.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';

/** A session in words: in which browser, since when, and when it was used last. */
export function sessionLine(
  { words, format, now }: ConsoleContext,
  { browser, begunAt, seenAt, isOwn }: OpenSession,
): Html {
  const { sessions, users } = words;
  return html`<p><b>${browser ?? sessions.unknownBrowser}</b>${isOwn ? html` <span class="pill fine">${sessions.own}</span>` : nothing}</p>
    <p><small>${users.session(format.moment(begunAt, now), format.moment(seenAt, now))}</small></p>`;
}
