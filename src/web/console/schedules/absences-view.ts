import type { Absence } from '../../../domain/oncall/engineers/absence.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { faultView } from '../fault-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { ABSENCE_FAULT, absenceDays, shiftsInside } from '../shifts/own-absences-view.ts';
import type { EngineerPage } from './engineer-page.ts';

/** When an engineer is away, and the form that says so. */
export function absencesView(
  context: ConsoleContext,
  { line, absences, schedules, wrongAbsence: wrong }: EngineerPage,
): Html {
  const { key, entry } = line.engineer;
  const { words, format, user, now } = context;
  const { absences: said } = words;
  const mayEdit = may(user, 'registry');
  const add = address('/registry/engineers/:key/absences', { key });
  const view = ({ id, from, until }: Absence) => {
    const times = format.span({ from, until }, now);
    const remove = html`<form method="post" action="${address('/registry/engineers/:key/absences/:id/remove', { key, id })}"><button class="plain" aria-label="${said.remove}: ${times}">${said.remove}</button></form>`;
    return html`<li class="override-line"><p class="digits">${times} ${from <= now ? html`<span class="pill near">${said.away}</span>` : nothing}</p>${mayEdit ? remove : nothing}</li>`;
  };
  return html`
    <section class="card" aria-labelledby="absences-title"><h2 id="absences-title">${said.title}</h2>
      ${absences.length > 0 ? html`<ul class="lines">${absences.map(view)}</ul>` : html`<p class="quiet">${said.none}</p>`}
      ${faultView(wrong?.fault ? said.faults[wrong.fault] : null, ABSENCE_FAULT)}
      ${wrong && wrong.shifts.length > 0 ? shiftsInside(context, { schedules, engineers: [{ key, name: entry.name }] }, wrong, add) : nothing}
      ${
        mayEdit
          ? html`
      <form method="post" action="${add}">
        <div class="pair">
          ${absenceDays(said, wrong)}
        </div>
        <p class="quiet">${said.hint}</p>
        <button>${said.add}</button>
      </form>`
          : nothing
      }
    </section>`;
}
