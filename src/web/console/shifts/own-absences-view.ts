import type { TypedAbsence } from '../../../domain/oncall/engineers/absence.ts';
import type { AbsenceRefusal } from '../../../domain/paging/save-absence.ts';
import type { HeldShift } from '../../../domain/shift-requests/shift-request.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { faultMarks, faultView } from '../fault-view.ts';
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

export const ABSENCE_FAULT = 'absence-fault';
/** Either day may be the one to correct. */
const BOTH_DAYS: ReadonlySet<AbsenceRefusal | null> = new Set(['order', 'skipped', 'past', 'far']);

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
      ${faultView(preview?.fault ? said.faults[preview.fault] : null, ABSENCE_FAULT)}
      ${preview && preview.shifts.length > 0 ? shiftsInside(context, story, preview) : nothing}
      <form method="post" action="${address('/shifts/absences')}">
        <div class="pair">
          ${absenceDays(said, preview)}
        </div>
        <p class="quiet">${said.hint}</p>
        <button>${said.add}</button>
      </form>
    </section>`;
}

/** The first and the last day of an absence; what is wrong with one of them is told with it. */
export function absenceDays(
  said: ConsoleContext['words']['absences'],
  preview: Pick<AbsencePreview, 'typed' | 'fault'> | null,
): Html {
  const day = (name: 'from' | 'until', label: string) => {
    const isAbout = preview?.fault === name || BOTH_DAYS.has(preview?.fault ?? null);
    return html`<label>${label}<input type="date" name="${name}" required value="${preview?.typed[name] ?? ''}" ${faultMarks(isAbout, ABSENCE_FAULT)}></label>`;
  };
  return html`${day('from', said.from)}${day('until', said.until)}`;
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
