import { parseLocalTime } from '../../../domain/calendar/local-time.ts';
import { wallClock } from '../../../domain/calendar/wall-clock.ts';
import { namesByKey } from '../../../domain/oncall/engineers/names-by-key.ts';
import { localText } from '../../../domain/oncall/local-now.ts';
import { whoIsOnCall } from '../../../domain/oncall/on-call.ts';
import type { CoverageGap } from '../../../domain/oncall/shifts.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { ruleActions, titleView } from '../directory/rule-views.ts';
import { sourceView } from '../directory/source-view.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { type CalendarSpan, spanQuery } from './calendar-span.ts';
import { calendarView } from './calendar-view.ts';
import { layersView } from './layers-view.ts';
import { gapsAhead, isGapAt } from './new-gaps.ts';
import { overrideForm, overridesView } from './overrides-view.ts';
import type { OverrideFault, TypedOverride } from './read-override.ts';
import type { ScheduleStory } from './read-schedule.ts';
import { sayGap } from './say-gap.ts';
import { ruleOf } from './week-view.ts';
import { unknownZoneView } from './zone-view.ts';

const GAPS_SHOWN = 4;

export interface SchedulePage {
  span: CalendarSpan;
  /** a local time to look at, as it was typed; empty: now */
  at: string;
  typed: TypedOverride;
  fault: OverrideFault | null;
  /** what became of a form, in words */
  notice: string | null;
  /** a withdrawal that would leave nobody on call, to be confirmed */
  opening: { id: string; gaps: readonly CoverageGap[] } | null;
}

/** A schedule: its calendar, who is on call, its overrides and its layers. */
export function schedulePage(context: ConsoleContext, story: ScheduleStory, page: SchedulePage): Html {
  const { words } = context;
  const { entry } = story;
  const { name } = entry;
  const query = spanQuery(page.span);
  const content = html`
    ${backTo(address('/registry/schedules'), words.registry.sections.schedules.title)}
    <div class="page-title"><h1>${titleView(entry.name, entry.definition)}</h1><p>${standing(context, story)}</p></div>
    ${noticeView(page.notice)}
    ${unknownZoneView(context, entry.definition.timezone)}
    ${page.opening === null ? nothing : openingView(context, story, page.opening)}
    ${restsView(context, story)}
    ${gapsView(context, story, page.span)}
    ${calendarView(context, story, page.span)}
    <div class="rota-parts">
      ${overrideForm(context, address('/registry/schedules/:name/overrides', { name, ...query }), story, page)}
      ${overridesView(context, story)}
      <div>
        ${previewView(context, story, page)}
        ${layersView(context, story)}
      </div>
    </div>
    ${ruleActions(context, 'schedules', name, words.rota.editLayers)}
    ${sourceView(context, entry, address('/registry/schedules/:name/hand-back', { name }))}`;
  return layout(context, {
    title: entry.definition.title ?? entry.name,
    content,
    place: 'registry',
    style: 'rota',
    script: 'rota',
  });
}

/** Who is on call now. */
function standing({ words, now }: ConsoleContext, { schedule, engineers }: ScheduleStory): string {
  const duty = whoIsOnCall(schedule, now);
  if (!duty) return isGapAt(schedule, now) ? words.rota.nobodyNow : words.rota.outsideHours;
  return words.rota.onCallNow(engineers.find(({ key }) => key === duty.engineer)?.name ?? duty.engineer);
}

/** Who of its people is in rest after a broken night, and until when. */
function restsView({ words, now }: ConsoleContext, { schedule, engineers, resting }: ScheduleStory): Html {
  if (resting.size === 0) return nothing;
  const format = formatFor(words, schedule.timezone);
  const nameOf = namesByKey(engineers);
  const said = [...resting].map(
    ([key, until]) => html`<li>${nameOf(key)}: ${words.board.restsUntil(format.moment(until, now))}</li>`,
  );
  return html`<div class="warning" role="note"><ul>${said}</ul></div>`;
}

/** Each gap ahead, with a way to fill it. */
function gapsView(context: ConsoleContext, { entry, schedule }: ScheduleStory, span: CalendarSpan): Html {
  const { words, now, user } = context;
  const format = formatFor(words, schedule.timezone);
  const gaps = gapsAhead(schedule, now);
  if (gaps.length === 0) return nothing;
  const shown = gaps.slice(0, GAPS_SHOWN).map((gap) => {
    const { from, until } = gap;
    const text = (at: Date) => localText(schedule.timezone, at);
    const times = { ...spanQuery(span), begin: text(from), end: text(until) };
    const fill = address('/registry/schedules/:name', { name: entry.name, ...times });
    return html`<li>${sayGap(gap, schedule, { words, format, now })}
      ${may(user, 'registry') ? html` <a href="${fill}#override">${words.rota.fill}</a>` : nothing}</li>`;
  });
  const left = gaps.length - shown.length;
  return html`<div class="fault gaps" role="note"><ul>${shown}</ul>${left > 0 ? html`<p>${words.rota.moreGaps(left)}</p>` : nothing}</div>`;
}

function openingView(
  { words, now }: ConsoleContext,
  { entry, schedule }: ScheduleStory,
  { id, gaps }: NonNullable<SchedulePage['opening']>,
): Html {
  const format = formatFor(words, schedule.timezone);
  const said = gaps.map(
    ({ from, until }) =>
      html`<li>${words.board.gap(format.moment(from, now), format.moment(until, now))}</li>`,
  );
  return html`
    <section class="card fault" role="alert">
      <p>${words.rota.opensGap}</p><ul>${said}</ul>
      <form method="post" action="${address('/registry/schedules/:name/overrides/:id/withdraw', { name: entry.name, id })}"><input type="hidden" name="accept" value="gap">
        <button class="grave">${words.rota.withdrawAnyway}</button></form>
    </section>`;
}

/** Who will be, or was, on call at a time of the schedule's clock. */
function previewView(
  context: ConsoleContext,
  { entry, schedule, engineers }: ScheduleStory,
  page: SchedulePage,
): Html {
  const { words, now } = context;
  const { rota } = words;
  const { timezone } = schedule;
  const typed = page.at === '' ? undefined : parseLocalTime(page.at);
  const at = typed === undefined ? now : new Date(wallClock(timezone).instantOf(typed));
  const duty = whoIsOnCall(schedule, at);
  const name = duty && (engineers.find(({ key }) => key === duty.engineer)?.name ?? duty.engineer);
  const format = formatFor(words, timezone);
  const when = format.dayTime(at, now);
  const hidden = Object.entries(spanQuery(page.span)).map(
    ([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`,
  );
  return html`
    <section class="card" id="preview" aria-labelledby="preview-title">
      <h2 id="preview-title">${rota.whoAt}</h2>
      <form method="get" action="${address('/registry/schedules/:name', { name: entry.name })}#preview">${hidden}
        <label>${rota.atTime}<input type="datetime-local" name="at" value="${localText(timezone, at)}"></label>
        <button class="quiet-button">${rota.look}</button></form>
      <p>${name === null ? html`<b class="person missed">${rota.nobodyAt(when)}</b>` : html`<b>${name}</b> <small>${when}</small>`}</p>
      ${duty ? html`<p><small>${ruleOf(duty, words)} · ${rota.turnUntil(format.moment(duty.until, now))}</small></p>` : nothing}
    </section>`;
}
