import { may } from '../../../domain/users/user.ts';
import type { ConsoleContext } from '../context.ts';
import { sayClock } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Player } from './read-players.ts';

const HEIGHT = 48;
/** Silence is a line, not nothing. */
const MIN_HEIGHT = 1;

/** Listens to a recording through this server, for those whose role includes it; what was said stands beside it. */
export function playerView(
  context: ConsoleContext,
  player: Player | undefined,
  onTicket: string | null = null,
): Html {
  if (!player) return nothing;
  const transcript = onTicket ?? player.transcript;
  const unheard = player.unheard
    ? html`<p class="quiet">${context.words.player.unheard[player.unheard]}</p>`
    : nothing;
  const words = transcript === null ? unheard : transcriptView(context, transcript);
  return html`<div class="heard">${soundView(context, player)}${words}</div>`;
}

function soundView({ user, words, format }: ConsoleContext, player: Player): Html {
  const { sid, seconds, peaks, isGone, deletedAt, keptUntil } = player;
  if (isGone) {
    const gone = deletedAt ? words.player.deleted(format.date(deletedAt)) : words.player.beingDeleted;
    return html`<p class="quiet">${gone}</p>`;
  }
  if (!may(user, 'listen')) return html`<p class="quiet">${words.ticket.recordingNotForRole}</p>`;
  const facts = [
    seconds === null ? null : sayClock(seconds * 1_000),
    keptUntil === null ? null : words.player.keptUntil(format.date(keptUntil)),
  ].filter((fact) => fact !== null);
  return html`
    <figure class="player" data-seconds="${seconds ?? ''}">
      ${peaks === null ? nothing : waveView(sid, peaks)}
      <audio controls preload="none" src="/recordings/${sid}" aria-label="${words.ticket.recording}"></audio>
      ${facts.length === 0 ? nothing : html`<figcaption class="digits">${facts.join(' · ')}</figcaption>`}
    </figure>`;
}

/** Where it is loud, and how far it has been heard. The player below does the same for everybody who does not see it. */
function waveView(sid: string, peaks: Uint8Array): Html {
  const bars = [...peaks]
    .map((peak, index) => {
      const length = Math.max(MIN_HEIGHT, (peak / 255) * HEIGHT);
      return `M${index + 0.5} ${((HEIGHT - length) / 2).toFixed(1)}v${length.toFixed(1)}`;
    })
    .join('');
  const id = `heard-${sid}`;
  return html`
    <svg class="wave" viewBox="0 0 ${peaks.length} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d="${bars}"></path>
      <clipPath id="${id}"><rect width="0" height="${HEIGHT}"></rect></clipPath>
      <path class="played" d="${bars}" clip-path="url(#${id})"></path>
    </svg>`;
}

function transcriptView({ words }: ConsoleContext, transcript: string): Html {
  return html`<div><h3>${words.ticket.transcript}</h3><blockquote>${transcript}</blockquote></div>`;
}
