import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import { localMinute } from '../../../domain/oncall/local-now.ts';
import { whoIsOnCall } from '../../../domain/oncall/on-call.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { addRule, titleView } from '../directory/rule-views.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { drawWeeks, mondayOf } from './draw-weeks.ts';
import { gapsAhead, isGapAt } from './new-gaps.ts';
import { peopleOf } from './people.ts';
import { sayGap } from './say-gap.ts';
import { weekView } from './week-view.ts';
import { unknownZoneView } from './zone-view.ts';

/** Every schedule in force with its current week. */
export function schedulesPage(
  context: ConsoleContext,
  schedules: ReadonlyMap<string, ScheduleDefinition>,
  engineers: readonly Engineer[],
  notice: string | null,
): Html {
  const { words } = context;
  const { title, about } = words.registry.sections.schedules;
  const cards = [...schedules].map(([name, schedule]) => scheduleCard(context, name, schedule, engineers));
  const content = html`
    ${backTo(address('/registry'), words.registry.title)}
    <div class="page-title"><h1>${title}</h1><p>${about} <a href="${address('/shifts')}">${words.shifts.title}</a>${may(context.user, 'export') ? html` · <a href="${address('/rehearsal')}">${words.rehearsal.link}</a>` : nothing}</p>${addRule(context, 'schedules')}</div>
    ${noticeView(notice)}
    ${cards.length > 0 ? cards : html`<p class="empty card">${words.board.noSchedules}</p>`}`;
  return layout(context, { title, content, place: 'registry', style: 'rota' });
}

function scheduleCard(
  context: ConsoleContext,
  name: string,
  schedule: ScheduleDefinition,
  engineers: readonly Engineer[],
): Html {
  const { words, now } = context;
  const format = formatFor(words, schedule.timezone);
  const people = peopleOf(schedule, engineers);
  const monday = mondayOf(localMinute(schedule.timezone, now));
  const duty = whoIsOnCall(schedule, now);
  const [gap] = gapsAhead(schedule, now);
  const nobody = isGapAt(schedule, now)
    ? html`<b class="person missed">${words.rota.nobodyNow}</b>`
    : words.rota.outsideHours;
  const who = duty && (people.get(duty.engineer)?.name ?? duty.engineer);
  return html`
    <section class="card calendar">
      <header><h2><a href="${address('/registry/schedules/:name', { name })}">${titleView(name, schedule)}</a></h2>
        <p>${who === null ? nobody : words.rota.onCallNow(who)}</p></header>
      ${unknownZoneView(context, schedule.timezone)}
      ${gap ? html`<p class="warning">${sayGap(gap, schedule, { words, format, now })}</p>` : nothing}
      <ol class="weeks">${drawWeeks(schedule, { monday, weeks: 1 }, now).map((week) => weekView(week, { words, format, people, now }))}</ol>
    </section>`;
}
