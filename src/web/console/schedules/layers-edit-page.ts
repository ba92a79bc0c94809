import type { CoverageGap } from '../../../domain/oncall/shifts.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { backTo } from '../directory/back-view.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { type LayerDraft, MAX_LAYERS } from './layers-draft.ts';
import type { ScheduleStory } from './read-schedule.ts';

/** How many people more a layer can be given at once. */
const FREE_PLACES = 2;

export interface LayersEdit {
  draft: readonly LayerDraft[];
  version: string;
  /** `layers.0.until` */
  faults: readonly string[];
  /** when nobody would be on call, to be confirmed */
  gaps: readonly CoverageGap[];
  isOvertaken: boolean;
}

type Field = 'participants' | 'rotate' | 'from' | 'until' | 'during';

/** The rotations of a schedule as a form. */
export function layersEditPage(context: ConsoleContext, story: ScheduleStory, edit: LayersEdit): Html {
  const { words } = context;
  const { rota } = words;
  const { name, definition } = story.entry;
  const path = address('/registry/schedules/:name', { name });
  const title = rota.editTitle(name);
  const gaps = edit.gaps.length > 0;
  const content = html`
    ${backTo(path, name)}
    <div class="page-title"><h1>${title}</h1><p>${rota.laterWins}</p></div>
    ${edit.isOvertaken ? html`<p class="fault" role="alert">${words.edit.overtaken} <a href="${path}">${words.escalations.whatStands}</a></p>` : nothing}
    ${edit.faults.length > 0 ? html`<p class="fault" role="alert">${words.edit.faulty}</p>` : nothing}
    ${gaps ? gapsView(context, story, edit.gaps) : nothing}
    <form method="post" action="${address('/registry/schedules/:name/edit', { name })}" class="policy-form">
      <input type="hidden" name="version" value="${edit.version}"><input type="hidden" name="layers" value="${edit.draft.length}">
      <button class="hidden" name="do" value="save" tabindex="-1" aria-hidden="true">${words.edit.save}</button>
      <ol class="step-list">${edit.draft.map((layer, index) => layerFields(context, story, edit, layer, index))}</ol>
      ${edit.faults.includes('layers') ? html`<small class="field-fault">${rota.layerFaults.layers}</small>` : nothing}
      <p class="quiet">${rota.zone(definition.timezone)}</p>
      <p class="buttons">${gaps ? html`<button class="grave" name="do" value="accept">${rota.saveAnyway}</button>` : html`<button name="do" value="save">${words.edit.save}</button>`}
        <button class="quiet-button" name="do" value="more">${rota.morePlaces}</button>
        <a class="button quiet-button" href="${path}">${words.edit.cancel}</a></p>
    </form>`;
  return layout(context, { title, content, place: 'registry', style: 'rota' });
}

function gapsView(
  { words, now }: ConsoleContext,
  { schedule }: ScheduleStory,
  gaps: readonly CoverageGap[],
): Html {
  const format = formatFor(words, schedule.timezone);
  const said = gaps
    .slice(0, 5)
    .map(
      ({ from, until }) =>
        html`<li>${words.board.gap(format.moment(from, now), format.moment(until, now))}</li>`,
    );
  return html`<section class="card fault" role="alert"><p>${words.rota.makesGap}</p><ul>${said}</ul></section>`;
}

function layerFields(
  { words }: ConsoleContext,
  { engineers }: ScheduleStory,
  { draft, faults }: LayersEdit,
  layer: LayerDraft,
  index: number,
): Html {
  const { rota } = words;
  const number = index + 1;
  const wrong = (field: Field) => faults.some((fault) => `${fault}.`.startsWith(`layers.${index}.${field}.`));
  const marks = (field: Field) =>
    html`id="${field}-${index}" ${wrong(field) ? html`aria-invalid="true" aria-describedby="${field}-${index}-fault"` : nothing}`;
  const told = (field: Field) =>
    wrong(field)
      ? html`<small class="field-fault" id="${field}-${index}-fault">${rota.layerFaults[field]}</small>`
      : nothing;
  const places = [...layer.participants, ...Array.from({ length: FREE_PLACES }, () => '')].map(
    (chosen, place) => html`
      <li><select name="who-${index}" aria-label="${rota.turn(place + 1)} (${rota.layer(number)})"><option value="">–</option>${engineers.map(
        ({ key, name }) =>
          html`<option value="${key}" ${key === chosen ? html`selected` : nothing}>${name}</option>`,
      )}</select></li>`,
  );
  const button = (verb: 'add' | 'remove', label: string) =>
    html`<button class="plain" name="do" value="${verb}-${number}" aria-label="${label} (${rota.layer(number)})">${label}</button>`;
  return html`
    <li class="card"><section aria-labelledby="layer-${index}"><h2 id="layer-${index}"><span class="step-mark">${number}</span> ${rota.layer(number)}</h2>
      <fieldset><legend>${rota.participants}</legend><ol class="places">${places}</ol>${told('participants')}</fieldset>
      <div class="layer-rule">
        <div class="field"><label for="rotate-${index}">${rota.rotate}</label><input ${marks('rotate')} name="rotate-${index}" value="${layer.rotate}" maxlength="20"><small>${rota.rotateHint}</small>${told('rotate')}</div>
        <div class="field"><label for="from-${index}">${rota.firstTurn}</label><input type="datetime-local" ${marks('from')} name="from-${index}" value="${layer.from}">${told('from')}</div>
        <div class="field"><label for="until-${index}">${rota.layerEnds}</label><input type="datetime-local" ${marks('until')} name="until-${index}" value="${layer.until}">${told('until')}</div>
        <div class="field"><label for="during-${index}">${rota.during}</label><textarea rows="2" ${marks('during')} name="during-${index}" spellcheck="false">${layer.during}</textarea><small>${rota.duringHint}</small>${told('during')}</div>
      </div>
      <p class="rework">${draft.length < MAX_LAYERS ? button('add', rota.addLayer) : nothing} ${draft.length > 1 ? button('remove', rota.removeLayer) : nothing}</p>
    </section></li>`;
}
