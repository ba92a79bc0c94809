import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { EFFECT_HEAD } from '../../rehearsal/effect-view.ts';
import type { Trial } from '../../rehearsal/trial.ts';
import { saveButtons, trialView } from '../../rehearsal/trial-view.ts';
import type { Draft } from '../draft.ts';
import { checkField, draftNotice, type Filling, inputField, nameField, selectField } from '../field-view.ts';
import { formPlaces } from '../rule-views.ts';
import { SEVERITY_FIELDS } from './plan-form.ts';

export interface PlanForm {
  draft: Draft;
  /** the escalation policies to choose from, by key */
  policies: ReadonlyMap<string, string>;
  trial: Trial;
  /** steps of its policies that its windows have no room for */
  unfit?: readonly Html[];
}

/** The form of a plan. @param name its key; null for a new one */
export function planFormPage(
  context: ConsoleContext,
  name: string | null,
  { draft, policies, trial, unfit = [] }: PlanForm,
): Html {
  const { words } = context;
  const { plans, edit, make } = words;
  const { to, back } = formPlaces('plans', name);
  const title = name === null ? make.addTitle.plans : plans.editTitle(draft.values.name || name);
  const filling: Filling = { words, draft, prefix: 'plan' };
  const choices = [...policies];
  const number = (field: string, label: string, hint: string) =>
    inputField(filling, { name: field, label, hint, required: true, maxlength: 9, inputmode: 'numeric' });
  const content = html`
    ${backTo(back, name === null ? plans.title : draft.values.name || name)}
    <section class="card form">
      <h1>${title}</h1>
      ${name === null ? nothing : html`<p class="quiet">${plans.openTickets}</p>`}
      ${draftNotice(context, draft)}
      ${trialView(context, trial)}
      ${unfit}
      ${policies.size === 0 ? html`<p class="warning">${make.firstNeeded.plans}</p>` : nothing}
      <form method="post" action="${to}">
        <input type="hidden" name="version" value="${draft.values.version ?? ''}">
        ${nameField(filling, name === null)}
        ${SEVERITY_FIELDS.map((severity) => targetFields(filling, severity))}
        <div class="pair">${number('priority', plans.priority, plans.priorityHint)}${number('seats', plans.seats, plans.seatsHint)}</div>
        <div class="pair">
          ${selectField(filling, { name: 'escalation.problem', label: plans.escalationProblem, choices })}
          ${selectField(filling, { name: 'escalation.signature', label: plans.escalationSignature, choices })}
        </div>
        <div class="pair">
          ${inputField(filling, { name: 'hold-for', label: plans.holdFor, hint: plans.holdForHint, required: true, maxlength: 40 })}
          ${checkField(filling, { name: 'phoneLine', label: plans.phoneLine })}
        </div>
        <div class="pair">
          ${inputField(filling, { name: 'credit.per-miss', label: plans.creditPerMiss, hint: plans.creditHint, maxlength: 20 })}
          ${inputField(filling, { name: 'credit.at-most', label: plans.creditAtMost, maxlength: 20 })}
        </div>
        <div class="buttons">${saveButtons(context, trial)}<a href="${back}">${edit.cancel}</a></div>
      </form>
    </section>`;
  return layout(context, { title, content, place: 'registry', style: 'registry', head: EFFECT_HEAD });
}

function targetFields(filling: Filling, severity: number): Html {
  const { words } = filling;
  const { plans } = words;
  const at = `response.${severity}`;
  const clocks = [
    ['always', plans.clock.always],
    ['business', plans.clock.business],
  ] as const;
  return html`
    <fieldset class="target">
      <legend><span class="severity s${severity}">${severity} ${words.severity(severity)}</span></legend>
      ${inputField(filling, { name: `${at}.within`, label: plans.within, required: true, maxlength: 40 })}
      ${selectField(filling, { name: `${at}.clock`, label: plans.clockLabel, choices: clocks })}
      ${checkField(filling, { name: `live.${severity}`, label: plans.live })}
    </fieldset>`;
}
