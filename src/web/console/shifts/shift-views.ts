import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import type { HeldShift } from '../../../domain/shift-requests/shift-request.ts';
import { address } from '../address.ts';
import { formatFor } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { DoorContext } from '../route.ts';
import type { ShiftStory } from './read-shifts.ts';

/** What names of people and schedules are looked up in. */
export interface ShiftNames extends Pick<ShiftStory, 'schedules'> {
  engineers: readonly Pick<Engineer, 'key' | 'name'>[];
}

/** The name people know an engineer by. */
export function nameIn({ engineers }: ShiftNames, key: string): string {
  return engineers.find((one) => one.key === key)?.name ?? key;
}

/** What a schedule is called. */
export function titleIn({ schedules }: ShiftNames, name: string): string {
  return schedules.get(name)?.title ?? name;
}

/** `front, Thu 26 Nov, 08:00 – 18:00`, in the zone of the schedule. */
export function sayShift(
  { words, now }: Pick<DoorContext, 'words' | 'now'>,
  story: ShiftNames,
  { schedule, from, until }: HeldShift,
): string {
  const format = formatFor(words, story.schedules.get(schedule)?.timezone ?? 'UTC');
  const begins = from <= now ? words.dealings.now : format.moment(from, now);
  const isOneDay = from > now && format.isoDay(from) === format.isoDay(until);
  const ends = isOneDay ? format.time(until) : format.moment(until, now);
  return `${titleIn(story, schedule)}, ${begins} – ${ends}`;
}

/** Where a shift is handed on. */
export function handOnAddress({ schedule, engineer, from, until }: HeldShift): string {
  return address('/shifts/ask', { schedule, engineer, from: from.toISOString(), until: until.toISOString() });
}

/** A form that is one button. */
export function buttonForm(
  to: string,
  fields: Record<string, string>,
  { says, label, plain = false }: { says: string; label: string; plain?: boolean },
): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const kind = plain ? html`class="plain"` : html``;
  return html`<form method="post" action="${to}">${hidden}<button ${kind} aria-label="${label}">${says}</button></form>`;
}
