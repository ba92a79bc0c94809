import { parseLocalTime } from '../../../domain/calendar/local-time.ts';
import { knownZone } from '../../../domain/calendar/wall-clock.ts';
import { localText } from '../../../domain/oncall/local-now.ts';
import type { ConsoleOverride } from '../../../domain/oncall/override-store.ts';
import type { OverrideDefinition } from '../../../domain/oncall/schedule.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { faultMarks, faultView } from '../fault-view.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import type { OverrideFault, TypedOverride } from './read-override.ts';
import type { ScheduleStory } from './read-schedule.ts';

/** How many of those that are over are shown. */
const PAST_SHOWN = 20;
const OVERRIDE_FAULT = 'override-fault';

type Shown = OverrideDefinition & { made: ConsoleOverride | null };

/** The form that puts somebody else on call. With a script, a drag across the calendar fills in its times. */
export function overrideForm(
  context: ConsoleContext,
  to: string,
  { entry, engineers }: ScheduleStory,
  { typed, fault }: { typed: TypedOverride; fault: OverrideFault | null },
): Html {
  const { words, user, now } = context;
  if (!may(user, 'registry')) return nothing;
  const { rota } = words;
  const { timezone } = entry.definition;
  const least = localText(timezone, now);
  const isOfTimes = fault !== null && fault !== 'engineer' && fault !== 'from' && fault !== 'until';
  const marks = (name: 'engineer' | 'from' | 'until') =>
    faultMarks(fault === name || (isOfTimes && name !== 'engineer'), OVERRIDE_FAULT);
  const people = engineers.map(
    ({ key, name }) =>
      html`<option value="${key}" ${typed.engineer === key ? html`selected` : nothing}>${name}</option>`,
  );
  return html`
    <section class="card" id="override" aria-labelledby="override-title">
      <h2 id="override-title">${rota.addOverride}</h2>
      ${faultView(fault && rota.overrideFaults[fault], OVERRIDE_FAULT)}
      <form method="post" action="${to}" data-override>
        <label>${rota.whoSteps}<select name="engineer" required ${marks('engineer')}><option value="">${rota.choose}</option>${people}</select></label>
        <div class="pair">
          <label>${rota.from}<input type="datetime-local" name="from" required value="${typed.from}" min="${least.slice(0, 10)}T00:00" ${marks('from')}></label>
          <label>${rota.until}<input type="datetime-local" name="until" required value="${typed.until}" min="${least}" ${marks('until')}></label>
        </div>
        <p class="quiet" data-drag-hint hidden>${rota.dragHint}</p>
        <p class="hidden" role="status" data-drag-said="${rota.dragSaid}"></p>
        <p class="quiet">${rota.overrideHint(knownZone(timezone))}</p>
        <button>${rota.addOverride}</button>
      </form>
    </section>`;
}

/** The overrides ahead, from wherever they came, and those that are over. */
export function overridesView(context: ConsoleContext, story: ScheduleStory): Html {
  const { rota } = context.words;
  const { definition } = story.entry;
  const now = localText(definition.timezone, context.now);
  const all: Shown[] = [
    ...definition.overrides.map((override) => ({ ...override, made: null })),
    ...story.overrides.map((override) => ({ ...override, made: override })),
  ].toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const ahead = all.filter(({ until }) => until > now);
  const past = all.filter(({ until }) => until <= now).slice(-PAST_SHOWN);
  const view = (overrides: Shown[]) =>
    html`<ul class="lines">${overrides.map((override) => overrideView(context, story, override, now))}</ul>`;
  return html`
    <section class="card" aria-labelledby="overrides-title">
      <h2 id="overrides-title">${rota.overridesAhead}</h2>
      ${ahead.length > 0 ? view(ahead) : html`<p class="quiet">${rota.noOverrides}</p>`}
      ${past.length > 0 ? html`<details><summary>${rota.overridesPast}</summary>${view(past.toReversed())}</details>` : nothing}
    </section>`;
}

function overrideView(context: ConsoleContext, story: ScheduleStory, one: Shown, now: string): Html {
  const { words, format, user } = context;
  const { rota } = words;
  const { engineer, from, until, made } = one;
  const nameOf = (sought: string) => story.engineers.find(({ key }) => key === sought)?.name ?? sought;
  const name = nameOf(engineer);
  const source = made ? rota.madeBy(made.madeBy, format.moment(made.madeAt, context.now)) : rota.fromFile;
  const covered = made?.insteadOf ? [rota.instead(nameOf(made.insteadOf))] : [];
  const why = made?.why ? [words.shifts.why(made.why)] : [];
  const said = [source, ...covered, ...why, ...(made?.withdrawn ? [rota.withdrawn] : [])].join(' · ');
  const canEnd = made !== null && !made.withdrawn && until > now && may(user, 'registry');
  const end = (id: string) =>
    address('/registry/schedules/:name/overrides/:id/withdraw', { name: story.entry.name, id });
  const label = from <= now ? rota.endNow : rota.withdraw;
  return html`
    <li class="override-line"><div>
      <p><b>${name}</b> ${from <= now && now < until ? html`<span class="pill fine">${rota.running}</span>` : nothing}</p>
      <p class="digits">${sayLocal(context, from)} – ${sayLocal(context, until)}</p>
      <p><small>${said}</small></p></div>
      ${canEnd ? html`<form method="post" action="${end(made.id)}"><button class="plain" aria-label="${label}: ${name}, ${sayLocal(context, from)}">${label}</button></form>` : nothing}
    </li>`;
}

/** A local time of a schedule as people read it. */
export function sayLocal({ words, now }: Pick<ConsoleContext, 'words' | 'now'>, local: string): string {
  const at = new Date(parseLocalTime(local) ?? 0);
  const format = formatFor(words, 'UTC');
  return format.dayTime(at, now);
}
