import type { TypedAbsence } from '../../../domain/oncall/engineers/absence.ts';
import type { AbsenceRefusal } from '../../../domain/paging/save-absence.ts';
import type { HeldShift } from '../../../domain/shift-requests/shift-request.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import type { ShiftStory } from './read-shifts.ts';
import { buttonForm, handOnAddress, type ShiftNames, sayShift } from './shift-views.ts';

/** An absence as it was typed: why it could not be taken, or what it leaves open. */
export interface AbsencePreview {
  typed: TypedAbsence;
  fault: AbsenceRefusal | null;
  /** shifts that lie in it, shown before it is saved */
  shifts: readonly HeldShift[];
}

/** When whoever looks is away, and the form that says so. */
export function ownAbsencesView(
  context: ConsoleContext,
  story: ShiftStory,
  preview: AbsencePreview | null,
): Html {
  const { words, format, now } = context;
  const { absences: said, shifts } = words;
  const lines = story.absences.map(({ id, from, until }) => {
    const times = format.span({ from, until }, now);
    const label = `${said.remove}: ${times}`;
    return html`<li class="override-line"><p class="digits">${times}</p>${buttonForm(address('/shifts/absences/:id/remove', { id }), {}, { says: said.remove, label, plain: true })}</li>`;
  });
  return html`
    <section class="card" id="absences" aria-labelledby="absences-title"><h2 id="absences-title">${shifts.away}</h2>
      ${lines.length > 0 ? html`<ul class="lines">${lines}</ul>` : html`<p class="quiet">${said.none}</p>`}
      ${preview?.fault ? html`<p class="fault" role="alert">${said.faults[preview.fault]}</p>` : nothing}
      ${preview && preview.shifts.length > 0 ? shiftsInside(context, story, preview) : nothing}
      <form method="post" action="${address('/shifts/absences')}">
        <div class="pair">
          <label>${said.from}<input type="date" name="from" required value="${preview?.typed.from ?? ''}"></label>
          <label>${said.until}<input type="date" name="until" required value="${preview?.typed.until ?? ''}"></label>
        </div>
        <p class="quiet">${said.hint}</p>
        <button>${said.add}</button>
      </form>
    </section>`;
}

/** What an absence leaves open, before it is saved. */
export function shiftsInside(
  context: ConsoleContext,
  story: ShiftNames,
  { typed, shifts }: Pick<AbsencePreview, 'typed' | 'shifts'>,
  to = address('/shifts/absences'),
): Html {
  const { absences: said, shifts: words } = context.words;
  const lines = shifts.map((shift) => {
    const what = sayShift(context, story, shift);
    return html`<li><p class="digits">${what} <a href="${handOnAddress(shift)}" aria-label="${words.handOnNamed(what)}">${words.handOn}</a></p></li>`;
  });
  return html`
    <div class="fault" role="alert"><p>${said.onCallThen}</p><ul>${lines}</ul>
      ${buttonForm(to, { from: typed.from, until: typed.until, accept: 'shifts' }, { says: said.saveAnyway, label: said.saveAnyway, plain: true })}</div>`;
}
