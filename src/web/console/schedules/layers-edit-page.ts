import { MAX_REST_HOURS } from '../../../domain/calendar/rest-rule.ts';
import { knownZone } from '../../../domain/calendar/wall-clock.ts';
import { WEEKDAYS } from '../../../domain/calendar/weekly-hours.ts';
import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import type { CoverageGap } from '../../../domain/oncall/shifts.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { formPlaces } from '../directory/rule-views.ts';
import { ZONES } from '../directory/zones.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { isGraveEffect } from '../rehearsal/edit-effect.ts';
import { EFFECT_HEAD } from '../rehearsal/effect-view.ts';
import type { Trial } from '../rehearsal/trial.ts';
import { insteadField, saveButtons, trialView } from '../rehearsal/trial-view.ts';
import type { Words } from '../words/index.ts';
import {
  type HoursDraft,
  type LayerDraft,
  MAX_GROUPS,
  MAX_LAYERS,
  REST_RULES,
  type RestDraft,
  type ScheduleHead,
} from './layers-draft.ts';
import { nameBox } from './name-box.ts';
import { unknownZoneView } from './zone-view.ts';

/** How many people more a layer can be given at once. */
const FREE_PLACES = 2;

export interface LayersEdit {
  head: ScheduleHead;
  draft: readonly LayerDraft[];
  version: string;
  /** `layers.0.until` */
  faults: readonly string[];
  /** when nobody would be on call, to be confirmed */
  gaps: readonly CoverageGap[];
  /** what it does to the promises: whatever is grave is to be confirmed */
  trial: Trial;
  isOvertaken: boolean;
}

type Field = 'participants' | 'rotate' | 'from' | 'until' | 'during';

/** A schedule that is edited, or made: then it has no key yet. */
export interface EditedSchedule {
  key: string | null;
  engineers: readonly Engineer[];
}

/** The rotations of a schedule as a form. */
export function layersEditPage(context: ConsoleContext, edited: EditedSchedule, edit: LayersEdit): Html {
  const { words } = context;
  const { rota, make, registry } = words;
  const { key: name } = edited;
  const { to, back } = formPlaces('schedules', name);
  const called = name === null ? null : edit.head.name || name;
  const title = called === null ? make.addTitle.schedules : rota.editTitle(called);
  const isGrave = edit.gaps.length > 0 || isGraveEffect(edit.trial.effect);
  const content = html`
    ${backTo(back, called ?? registry.sections.schedules.title)}
    <div class="page-title"><h1>${title}</h1><p>${name === null ? rota.newIntro : rota.laterWins}</p></div>
    ${name === null ? nothing : unknownZoneView(context, edit.head.timezone)}
    ${edit.isOvertaken ? html`<p class="fault" role="alert">${words.edit.overtaken} <a href="${back}">${words.escalations.whatStands}</a></p>` : nothing}
    ${edited.engineers.length === 0 ? html`<p class="warning">${make.firstNeeded.schedules}</p>` : nothing}
    ${edit.faults.length > 0 ? html`<p class="fault" role="alert">${words.edit.faulty}</p>` : nothing}
    ${edit.gaps.length > 0 ? gapsView(context, edit) : nothing}
    ${trialView(context, edit.trial)}
    <form method="post" action="${to}" class="policy-form">
      <input type="hidden" name="version" value="${edit.version}"><input type="hidden" name="layers" value="${edit.draft.length}">
      <button class="hidden" name="do" value="save" tabindex="-1" aria-hidden="true">${words.edit.save}</button>
      ${headFields(context, edited, edit)}
      <ol class="step-list">${edit.draft.map((layer, index) => layerFields(context, { ...edited, ...edit }, layer, index))}</ol>
      ${edit.faults.includes('layers') ? html`<small class="field-fault">${rota.layerFaults.layers}</small>` : nothing}
      ${insteadField(context, edit.trial)}
      <p class="buttons">${saveButtons(context, edit.trial, isGrave)}
        <button class="quiet-button" name="do" value="more">${rota.morePlaces}</button>
        <a class="button quiet-button" href="${back}">${words.edit.cancel}</a></p>
    </form>`;
  return layout(context, { title, content, place: 'registry', style: 'rota', head: EFFECT_HEAD });
}

/** What it is called, and where; the time zone of one that stands stays: its layers are written in it. */
function headFields({ words }: ConsoleContext, { key }: EditedSchedule, { head, faults }: LayersEdit): Html {
  const { rota, calendars } = words;
  const zones = ZONES.map(
    (zone) =>
      html`<option value="${zone}" ${zone === head.timezone ? html`selected` : nothing}>${zone}</option>`,
  );
  const covers = (['always', 'office'] as const).map(
    (one) =>
      html`<label class="chip"><input type="radio" name="covers" value="${one}" ${one === head.covers ? html`checked` : nothing}> ${rota.covers[one]}</label>`,
  );
  return html`
    <div class="card">
      ${nameBox(words, 'schedule', { name: head.name, isNew: key === null, isWrong: faults.includes('name') })}
      ${key === null ? html`<div class="field"><label for="schedule-zone">${calendars.timezone}</label><select id="schedule-zone" name="timezone">${zones}</select></div>` : html`<p class="quiet">${rota.zone(knownZone(head.timezone))}</p>`}
      <fieldset><legend>${rota.coversTitle}</legend><div class="chips">${covers}</div></fieldset>
      ${restFields(words, head.rest, faults)}
    </div>`;
}

/** What a broken night means, and when a night is broken. */
function restFields({ rota }: Words, rest: RestDraft, faults: readonly string[]): Html {
  const rules = REST_RULES.map(
    (one) =>
      html`<label class="chip"><input type="radio" name="rest-rule" value="${one}" ${one === rest.rule ? html`checked` : nothing}> ${rota.restRules[one]}</label>`,
  );
  const isWrong = faults.some((fault) => fault === 'rest' || fault.startsWith('rest.'));
  const marks = isWrong ? html`aria-invalid="true" aria-describedby="rest-fault"` : nothing;
  return html`
    <fieldset><legend>${rota.restTitle}</legend><p class="quiet">${rota.restHint}</p><div class="chips">${rules}</div>
      <div class="layer-rule">
        <div class="field"><label for="rest-hours">${rota.restHours}</label><input type="number" id="rest-hours" name="rest-hours" min="1" max="${String(MAX_REST_HOURS)}" value="${rest.hours}" ${marks}></div>
        <div class="field"><label for="night-begins">${rota.nightBegins}</label><input type="time" id="night-begins" name="night-begins" value="${rest.begins}" ${marks}></div>
        <div class="field"><label for="night-ends">${rota.nightEnds}</label><input type="time" id="night-ends" name="night-ends" value="${rest.ends}" ${marks}></div>
      </div>${isWrong ? html`<small class="field-fault" id="rest-fault">${rota.restFault}</small>` : nothing}</fieldset>`;
}

function gapsView({ words, now }: ConsoleContext, { head, gaps }: LayersEdit): Html {
  const format = formatFor(words, head.timezone);
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
  { engineers, draft, faults }: EditedSchedule & LayersEdit,
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
        <div class="field"><label for="rotate-${index}">${rota.rotate}</label><input ${marks('rotate')} name="rotate-${index}" value="${layer.rotate}" maxlength="40"><small>${rota.rotateHint}</small>${told('rotate')}</div>
        <div class="field"><label for="from-${index}">${rota.firstTurn}</label><input type="datetime-local" ${marks('from')} name="from-${index}" value="${layer.from}">${told('from')}</div>
        <div class="field"><label for="until-${index}">${rota.layerEnds}</label><input type="datetime-local" ${marks('until')} name="until-${index}" value="${layer.until}">${told('until')}</div>
      </div>
      <fieldset class="weekdays"><legend>${rota.during}</legend><p class="quiet">${rota.duringHint}</p>${hoursFields(words, layer, index)}${told('during')}</fieldset>
      <p class="rework">${draft.length < MAX_LAYERS ? button('add', rota.addLayer) : nothing} ${draft.length > 1 ? button('remove', rota.removeLayer) : nothing}</p>
    </section></li>`;
}

/** Weekdays to tick and their hours; an empty line stands ready. */
function hoursFields(words: Words, { during }: LayerDraft, layer: number): Html {
  const lines: HoursDraft[] = during.length < MAX_GROUPS ? [...during, { days: [], hours: '' }] : [...during];
  const { rota, calendars } = words;
  return html`${lines.map(({ days, hours }, group) => {
    const line = `${rota.layer(layer + 1)}, ${rota.hoursLine(group + 1)}`;
    const boxes = WEEKDAYS.map((day, index) => {
      const { short = day, long = day } = calendars.weekdays[index] ?? {};
      return html`<label class="chip"><input type="checkbox" name="days-${layer}-${group}" value="${day}" aria-label="${long} (${line})" ${days.includes(day) ? html`checked` : nothing}> ${short}</label>`;
    });
    return html`<div class="chips">${boxes} <input class="hours" name="hours-${layer}-${group}" value="${hours}" maxlength="100" placeholder="8–18" aria-label="${rota.hoursOf} (${line})"></div>`;
  })}`;
}
