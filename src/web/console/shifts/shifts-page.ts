import { whoIsOnCall } from '../../../domain/oncall/on-call.ts';
import { staysUntil } from '../../../domain/oncall/shifts.ts';
import type { HeldShift } from '../../../domain/shift-requests/shift-request.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { type AbsencePreview, ownAbsencesView } from './own-absences-view.ts';
import type { ShiftStory } from './read-shifts.ts';
import { askedView, coversView, shiftRequestsView } from './requests-view.ts';
import { buttonForm, handOnAddress, nameIn, sayShift, titleIn } from './shift-views.ts';

/** The rest is folded. */
const SHOWN_AT_ONCE = 8;

export interface ShiftsPage {
  notice: string | null;
  /** why nothing was done, in words */
  fault: string | null;
  absence: AbsencePreview | null;
}

/** Who is on call, what whoever looks is asked and has ahead, and what stands between colleagues. */
export function shiftsPage(context: ConsoleContext, story: ShiftStory, page: ShiftsPage): Html {
  const { words, user } = context;
  const { shifts, feeds } = words;
  const isEngineer = user.engineer !== null && may(user, 'work');
  const content = html`
    <div class="page-title"><h1>${shifts.title}</h1><p>${shifts.intro}</p></div>
    <p><a href="${address('/shifts/hand-over')}">${shifts.handOver}</a> · <a href="${address('/shifts/feeds')}">${feeds.title}</a> · <a href="${address('/registry/schedules')}">${words.registry.sections.schedules.title}</a></p>
    ${noticeView(page.notice)}
    ${page.fault === null ? nothing : html`<p class="fault" role="alert">${page.fault}</p>`}
    ${askedView(context, story)}
    <div class="ticket">
      <div>
        ${isEngineer ? shiftList(context, story, shifts.yours, story.own) : nothing}
        ${shiftRequestsView(context, story)}
        ${may(user, 'registry') ? shiftList(context, story, shifts.all, story.all) : nothing}
        ${isEngineer ? ownAbsencesView(context, story, page.absence) : nothing}
        ${isEngineer ? settingsView(context, story) : nothing}
      </div>
      <aside>
        ${onCallView(context, story)}
        ${coversView(context, story)}
      </aside>
    </div>`;
  return layout(context, { title: shifts.title, content, style: 'rota' });
}

function onCallView(context: ConsoleContext, story: ShiftStory): Html {
  const { words, now, user } = context;
  const { shifts } = words;
  const mayTake = user.engineer !== null && may(user, 'work');
  const lines = [...story.schedules].map(([schedule, definition]) => {
    const duty = whoIsOnCall(definition, now);
    const title = titleIn(story, schedule);
    const format = formatFor(words, definition.timezone);
    const who = duty
      ? html`<b>${nameIn(story, duty.engineer)}</b> <small>${shifts.until(format.moment(staysUntil(definition, now) ?? duty.until, now))}</small>`
      : html`<b class="person missed">${shifts.nobody}</b>`;
    const take =
      mayTake && duty?.engineer !== user.engineer
        ? buttonForm(
            address('/shifts/take'),
            { schedule, seen: duty?.engineer ?? '' },
            { says: shifts.take, label: shifts.takeNamed(title), plain: true },
          )
        : nothing;
    return html`<li class="override-line"><div><p><a href="${address('/registry/schedules/:name', { name: schedule })}">${title}</a></p><p>${who}</p></div>${take}</li>`;
  });
  return html`
    <section class="card" aria-labelledby="now-title"><h2 id="now-title">${shifts.onCallNow}</h2>
      <ul class="lines">${lines}</ul>
      ${mayTake ? html`<p class="quiet">${shifts.takeHint}</p>` : nothing}
    </section>`;
}

function shiftList(
  context: ConsoleContext,
  story: ShiftStory,
  title: string,
  list: readonly HeldShift[],
): Html {
  const { shifts } = context.words;
  const lines = list.map((shift) => {
    const what = sayShift(context, story, shift);
    const name = title === shifts.all ? html`<p><b>${nameIn(story, shift.engineer)}</b></p>` : nothing;
    return html`<li class="override-line"><div>${name}<p class="digits">${what}</p></div><a href="${handOnAddress(shift)}" aria-label="${shifts.handOnNamed(what)}">${shifts.handOn}</a></li>`;
  });
  const [near, later] = [lines.slice(0, SHOWN_AT_ONCE), lines.slice(SHOWN_AT_ONCE)];
  return html`
    <section class="card"><h2>${title}</h2>
      ${near.length > 0 ? html`<ul class="lines">${near}</ul>` : html`<p class="quiet">${shifts.none}</p>`}
      ${later.length > 0 ? html`<details><summary>${shifts.later(later.length)}</summary><ul class="lines">${later}</ul></details>` : nothing}
    </section>`;
}

function settingsView({ words: { shifts } }: ConsoleContext, { settings }: ShiftStory): Html {
  const box = (name: string, isOn: boolean, label: string) =>
    html`<label class="choice"><input type="checkbox" name="${name}" value="yes" ${isOn ? html`checked` : nothing}> ${label}</label>`;
  return html`
    <section class="card" aria-labelledby="settings-title"><h2 id="settings-title">${shifts.settings}</h2>
      <form method="post" action="${address('/shifts/settings')}">
        ${box('begin', settings.tellsBegin, shifts.tellBegin)}
        ${box('always', settings.tellsAlways, shifts.tellAlways)}
        <button>${shifts.save}</button>
      </form>
    </section>`;
}
