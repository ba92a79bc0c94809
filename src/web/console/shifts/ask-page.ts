import { knownZone } from '../../../domain/calendar/wall-clock.ts';
import type { DecidedInvitations } from '../../../domain/shift-requests/decide-invitations.ts';
import type { HeldShift } from '../../../domain/shift-requests/shift-request.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { faultMarks, faultView } from '../fault-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import type { Words } from '../words/index.ts';
import type { ShiftStory } from './read-shifts.ts';
import { nameIn, sayShift } from './shift-views.ts';

export type AskFault = keyof Words['shifts']['ask']['faults'];

export interface AskPage {
  shift: HeldShift;
  timezone: string;
  /** as the fields have it: local times of the schedule */
  typed: {
    from: string;
    until: string;
    why: string;
    isAll: boolean;
    people: readonly string[];
    other: string;
  };
  /** everybody else, those first who covered least lately */
  order: DecidedInvitations;
  /** shifts of others that it can be swapped for */
  swaps: readonly HeldShift[];
  fault: AskFault | null;
}

/** Hands on a shift: whom to ask, or which shift to swap it for. */
export function askPage(
  context: ConsoleContext,
  story: Pick<ShiftStory, 'schedules' | 'engineers'>,
  page: AskPage,
): Html {
  const { shifts } = context.words;
  const { ask } = shifts;
  const { shift, fault } = page;
  const content = html`
    ${backTo(address('/shifts'), shifts.title)}
    <div class="page-title"><h1>${ask.title}</h1><p>${nameIn(story, shift.engineer)}: <span class="digits">${sayShift(context, story, shift)}</span></p></div>
    ${faultView(fault && ask.faults[fault])}
    <p class="quiet">${ask.stays(nameIn(story, shift.engineer))}</p>
    <div class="rota-parts">
      ${coverForm(context, story, page)}
      ${swapForm(context, story, page)}
    </div>`;
  return layout(context, { title: ask.title, content, style: 'rota' });
}

function coverForm(
  { words }: ConsoleContext,
  story: Pick<ShiftStory, 'schedules' | 'engineers'>,
  { shift, timezone, typed, order, fault }: AskPage,
): Html {
  const { ask } = words.shifts;
  const people = order.invitations.map(({ engineer, doubts }) => {
    const said = doubts.map((doubt) => ask.doubts[doubt]).join(', ');
    return html`<label class="choice"><input type="checkbox" name="people" value="${engineer}" ${checked(typed.people.includes(engineer))}> ${nameIn(story, engineer)} ${said === '' ? nothing : html`<small>${said}</small>`}</label>`;
  });
  const out = order.leftOut.map(
    ({ engineer, because }) => html`<p class="quiet">${nameIn(story, engineer)}: ${ask.leftOut[because]}</p>`,
  );
  return html`
    <section class="card" aria-labelledby="cover-title"><h2 id="cover-title">${ask.cover}</h2>
      <form method="post" action="${address('/shifts/ask')}">
        ${shiftFields(shift)}
        <div class="pair">
          <label>${ask.from}<input type="datetime-local" name="begin" required value="${typed.from}" ${faultMarks(fault === 'span')}></label>
          <label>${ask.until}<input type="datetime-local" name="end" required value="${typed.until}" ${faultMarks(fault === 'span')}></label>
        </div>
        <p class="quiet">${ask.zone(knownZone(timezone))}</p>
        <fieldset><legend>${ask.whom}</legend>
          <label class="choice"><input type="radio" name="whom" value="all" required ${checked(typed.isAll)}> ${ask.everybody}</label>
          <label class="choice"><input type="radio" name="whom" value="these" required ${checked(!typed.isAll)}> ${ask.these}</label>
          ${people}${out}
        </fieldset>
        <label>${ask.because}<input name="why" maxlength="200" autocomplete="off" value="${typed.why}"></label>
        <button>${ask.send}</button>
      </form>
    </section>`;
}

function checked(is: boolean): Html {
  return is ? html`checked` : nothing;
}

function swapForm(
  context: ConsoleContext,
  story: Pick<ShiftStory, 'schedules' | 'engineers'>,
  { shift, swaps, typed }: AskPage,
): Html {
  const { ask } = context.words.shifts;
  const options = swaps.map(
    (other) =>
      html`<option value="${writeShift(other)}" ${writeShift(other) === typed.other ? html`selected` : nothing}>${nameIn(story, other.engineer)}: ${sayShift(context, story, other)}</option>`,
  );
  return html`
    <section class="card" aria-labelledby="swap-title"><h2 id="swap-title">${ask.swap}</h2>
      ${
        options.length === 0
          ? html`<p class="quiet">${ask.noSwaps}</p>`
          : html`<form method="post" action="${address('/shifts/swap')}">
        ${shiftFields(shift)}
        <label>${ask.swapWith}<select name="other" required><option value=""></option>${options}</select></label>
        <label>${ask.because}<input name="why" maxlength="200" autocomplete="off" value="${typed.why}"></label>
        <button>${ask.offer}</button>
      </form>`
      }
    </section>`;
}

function shiftFields({ schedule, engineer, from, until }: HeldShift): Html {
  const fields = { schedule, engineer, from: from.toISOString(), until: until.toISOString() };
  return html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

/** A shift as an option has it: schedule, engineer and its ends. Names have no blanks. */
function writeShift({ schedule, engineer, from, until }: HeldShift): string {
  return [schedule, engineer, from.toISOString(), until.toISOString()].join(' ');
}
