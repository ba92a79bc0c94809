import { address } from '../../address.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { backTo } from '../back-view.ts';
import type { Draft } from '../draft.ts';
import { areaField, draftNotice, type Filling, inputField, selectField } from '../field-view.ts';
import { WEEK } from './calendar-form.ts';

const ZONES = Intl.supportedValuesOf('timeZone').map((zone) => [zone, zone] as const);

/** The form of a calendar. */
export function calendarFormPage(context: ConsoleContext, name: string, draft: Draft): Html {
  const { words } = context;
  const { calendars, edit } = words;
  const at = address('/registry/calendars/:name', { name });
  const filling: Filling = { words, draft, prefix: 'calendar' };
  const hours = WEEK.map((day, index) =>
    inputField(filling, { name: `hours.${day}`, label: calendars.weekdays[index]?.long ?? day }),
  );
  const content = html`
    ${backTo(at, name)}
    <section class="card form">
      <h1>${calendars.editTitle(name)}</h1>
      <p class="quiet">${calendars.openTickets}</p>
      ${draftNotice(context, draft)}
      <form method="post" action="${address('/registry/calendars/:name/edit', { name })}">
        <input type="hidden" name="version" value="${draft.values.version ?? ''}">
        <fieldset class="week"><legend>${calendars.hours}</legend><p class="quiet">${calendars.hoursHint}</p>${hours}</fieldset>
        <div class="pair">
          ${selectField(filling, { name: 'timezone', label: calendars.timezone, choices: ZONES })}
          ${inputField(filling, { name: 'holidays', label: calendars.region, hint: calendars.regionHint, maxlength: 20 })}
        </div>
        <div class="pair">
          ${areaField(filling, { name: 'closures', label: calendars.closures, hint: calendars.closuresHint, rows: 5 })}
          ${areaField(filling, { name: 'open', label: calendars.openDays, hint: calendars.openDaysHint, rows: 5 })}
        </div>
        <div class="buttons"><button>${edit.save}</button><a href="${at}">${edit.cancel}</a></div>
      </form>
    </section>`;
  return layout(context, { title: calendars.editTitle(name), content, place: 'registry', style: 'registry' });
}
