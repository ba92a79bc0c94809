import { WEEKDAYS } from '../../../../domain/calendar/weekly-hours.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { EFFECT_HEAD } from '../../rehearsal/effect-view.ts';
import type { Trial } from '../../rehearsal/trial.ts';
import { insteadField, saveButtons, trialView } from '../../rehearsal/trial-view.ts';
import type { Draft } from '../draft.ts';
import { areaField, draftNotice, type Filling, inputField, nameField, selectField } from '../field-view.ts';
import { formPlaces } from '../rule-views.ts';
import { ZONES } from '../zones.ts';
import { holidayChoices } from './holiday-choices.ts';

const ZONE_CHOICES = ZONES.map((zone) => [zone, zone] as const);

/** The form of a calendar. @param name its key; null for a new one */
export function calendarFormPage(
  context: ConsoleContext,
  name: string | null,
  draft: Draft,
  trial: Trial,
): Html {
  const { words } = context;
  const { calendars, edit, make } = words;
  const { to, back } = formPlaces('calendars', name);
  const title = name === null ? make.addTitle.calendars : calendars.editTitle(draft.values.name || name);
  const filling: Filling = { words, draft, prefix: 'calendar' };
  const hours = WEEKDAYS.map((day, index) =>
    inputField(filling, { name: `hours.${day}`, label: calendars.weekdays[index]?.long ?? day }),
  );
  const content = html`
    ${backTo(back, name === null ? calendars.title : draft.values.name || name)}
    <section class="card form">
      <h1>${title}</h1>
      ${name === null ? nothing : html`<p class="quiet">${calendars.openTickets}</p>`}
      ${draftNotice(context, draft)}
      ${trialView(context, trial)}
      <form method="post" action="${to}">
        <input type="hidden" name="version" value="${draft.values.version ?? ''}">
        ${nameField(filling, name === null)}
        <fieldset class="week"><legend>${calendars.hours}</legend><p class="quiet">${calendars.hoursHint}</p>${hours}</fieldset>
        <div class="pair">
          ${selectField(filling, { name: 'timezone', label: calendars.timezone, choices: ZONE_CHOICES })}
          ${selectField(filling, { name: 'holidays', label: calendars.region, choices: holidayChoices(words) })}
        </div>
        <div class="pair">
          ${areaField(filling, { name: 'closures', label: calendars.closures, hint: calendars.closuresHint, rows: 5 })}
          ${areaField(filling, { name: 'open', label: calendars.openDays, hint: calendars.openDaysHint, rows: 5 })}
        </div>
        ${insteadField(context, trial)}
        <div class="buttons">${saveButtons(context, trial)}<a href="${back}">${edit.cancel}</a></div>
      </form>
    </section>`;
  return layout(context, { title, content, place: 'registry', style: 'registry', head: EFFECT_HEAD });
}
