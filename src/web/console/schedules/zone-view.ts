import { isTimezone, knownZone } from '../../../domain/calendar/wall-clock.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';

/** Says of a schedule whose time zone this version does not know by which one people are on call instead. */
export function unknownZoneView({ words }: ConsoleContext, timezone: string): Html {
  if (isTimezone(timezone)) return nothing;
  return html`<p class="fault" role="note">${words.rota.zoneNotKnown(timezone, knownZone(timezone))}</p>`;
}
