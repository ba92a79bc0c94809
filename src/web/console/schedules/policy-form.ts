import type { NamesInForce } from '../../../domain/directory-entry/names-store.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Names } from '../ticket/names.ts';
import type { Words } from '../words/index.ts';
import { nameBox } from './name-box.ts';
import { MAX_STEPS, type PolicyDraft, type StepDraft } from './policy-draft.ts';

export interface PolicyForm {
  words: Words;
  names: Names;
  /** whom a step may name */
  known: NamesInForce;
  draft: PolicyDraft;
  isNew: boolean;
  /** where the draft cannot stand: `steps.0.at`, `last-resort` */
  faults: readonly string[];
}

/** The steps of a policy and its last resort, each with what is wrong beneath it. Every button sends the whole form. */
export function policyFields(form: PolicyForm): Html {
  const { words, draft, isNew } = form;
  const { escalations } = words;
  return html`
    <div class="card">${nameBox(words, 'policy', { name: draft.name, isNew, isWrong: hasFault(form, 'name') })}</div>
    <input type="hidden" name="steps" value="${draft.steps.length}">
    <button class="hidden" name="do" value="save" tabindex="-1" aria-hidden="true">${words.edit.save}</button>
    <ol class="step-list">${draft.steps.map((step, index) => stepFields(form, step, index))}</ol>
    ${faultView(form, 'steps', escalations.faults.steps)}
    <fieldset class="last-resort"><legend>${escalations.lastResort}</legend>
      <p class="quiet">${escalations.lastResortHint}</p>
      ${targetBoxes(form, 'last-resort', draft.lastResort)}
      ${faultView(form, 'last-resort', escalations.faults.page)}
    </fieldset>`;
}

function stepFields(form: PolicyForm, { at, page, by, isForTwo }: StepDraft, index: number): Html {
  const { escalations, pageBy } = form.words;
  const number = index + 1;
  const path = `steps.${index}`;
  const isWrong = hasFault(form, `${path}.at`);
  const channels = (['sms', 'call'] as const).map(
    (channel) =>
      html`<label class="chip"><input type="checkbox" name="by-${index}" value="${channel}" ${by.includes(channel) ? html`checked` : nothing}> ${pageBy[channel]}</label>`,
  );
  const button = (verb: 'add' | 'up' | 'remove') =>
    html`<button class="plain" name="do" value="${verb}-${number}" aria-label="${escalations.rework[verb]} (${escalations.step} ${number})">${escalations.rework[verb]}</button>`;
  return html`
    <li class="card">
      <fieldset><legend><span class="step-mark">${number}</span> ${escalations.step} ${number}</legend>
        <div class="field"><label for="at-${index}">${escalations.at}</label>
          <input id="at-${index}" name="at-${index}" value="${at}" maxlength="40" aria-describedby="at-hint${isWrong ? html` at-${index}-fault` : nothing}" ${isWrong ? html`aria-invalid="true"` : nothing}>
          ${isWrong ? html`<small class="field-fault" id="at-${index}-fault">${escalations.faults.at}</small>` : nothing}</div>
        <fieldset><legend>${escalations.who}</legend>${targetBoxes(form, `page-${index}`, page)}${faultView(form, `${path}.page`, escalations.faults.page)}</fieldset>
        <fieldset><legend>${escalations.by}</legend><div class="chips">${channels}</div>${faultView(form, `${path}.by`, escalations.faults.by)}</fieldset>
        <label class="choice"><input type="checkbox" name="hands-${index}" value="2" ${isForTwo ? html`checked` : nothing}> ${escalations.hands}</label><small class="quiet">${escalations.handsHint}</small>
        <p class="rework">${index > 0 ? button('up') : nothing} ${form.draft.steps.length < MAX_STEPS ? button('add') : nothing} ${form.draft.steps.length > 1 ? button('remove') : nothing}</p>
      </fieldset>
    </li>`;
}

/** Everybody who may be named; single engineers behind a fold, since schedules are the rule. */
function targetBoxes({ words, names, known }: PolicyForm, name: string, chosen: readonly string[]): Html {
  const box = (target: string) =>
    html`<label class="chip"><input type="checkbox" name="${name}" value="${target}" ${chosen.includes(target) ? html`checked` : nothing}> ${names.target(target)}</label>`;
  const schedules = [...known.names.schedules].map((key) => `schedule:${key}`);
  const engineers = [...known.names.engineers].map((key) => `engineer:${key}`);
  const usual = [...schedules, 'tam', ...(known.hasSupervisors ? ['supervisors'] : [])];
  const gone = chosen.filter((target) => ![...usual, ...engineers].includes(target));
  const isNamed = engineers.some((target) => chosen.includes(target));
  return html`
    <div class="chips">${[...usual, ...gone].map(box)}</div>
    <details ${isNamed ? html`open` : nothing}><summary>${words.escalations.single}</summary><div class="chips">${engineers.map(box)}</div></details>`;
}

function hasFault({ faults }: PolicyForm, path: string): boolean {
  return faults.some((fault) => fault === path || (path !== 'steps' && fault.startsWith(`${path}.`)));
}

function faultView(form: PolicyForm, path: string, text: string): Html {
  return hasFault(form, path) ? html`<small class="field-fault">${text}</small>` : nothing;
}
