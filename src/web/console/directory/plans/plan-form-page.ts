import { address } from '../../address.ts';
import type { ConsoleContext } from '../../context.ts';
import { type Html, html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { backTo } from '../back-view.ts';
import type { Draft } from '../draft.ts';
import { checkField, draftNotice, type Filling, inputField, selectField } from '../field-view.ts';
import { SEVERITY_FIELDS } from './plan-form.ts';

/** The form of a plan. @param policies the escalation policies to choose from */
export function planFormPage(
  context: ConsoleContext,
  name: string,
  draft: Draft,
  policies: readonly string[],
): Html {
  const { words } = context;
  const { plans, edit } = words;
  const at = address('/registry/plans/:name', { name });
  const filling: Filling = { words, draft, prefix: 'plan' };
  const choices = policies.map((policy) => [policy, policy] as const);
  const number = (field: string, label: string, hint: string) =>
    inputField(filling, { name: field, label, hint, required: true, maxlength: 9, inputmode: 'numeric' });
  const content = html`
    ${backTo(at, name)}
    <section class="card form">
      <h1>${plans.editTitle(name)}</h1>
      <p class="quiet">${plans.openTickets}</p>
      ${draftNotice(context, draft)}
      <form method="post" action="${address('/registry/plans/:name/edit', { name })}">
        <input type="hidden" name="version" value="${draft.values.version ?? ''}">
        ${SEVERITY_FIELDS.map((severity) => targetFields(filling, severity))}
        <div class="pair">${number('priority', plans.priority, plans.priorityHint)}${number('seats', plans.seats, plans.seatsHint)}</div>
        <div class="pair">
          ${selectField(filling, { name: 'escalation.problem', label: plans.escalationProblem, choices })}
          ${selectField(filling, { name: 'escalation.signature', label: plans.escalationSignature, choices })}
        </div>
        <div class="pair">
          ${number('holdFor', plans.holdForMinutes, plans.holdForHint)}
          ${checkField(filling, { name: 'phoneLine', label: plans.phoneLine })}
        </div>
        <div class="buttons"><button>${edit.save}</button><a href="${at}">${edit.cancel}</a></div>
      </form>
    </section>`;
  return layout(context, { title: plans.editTitle(name), content, place: 'registry', style: 'registry' });
}

function targetFields(filling: Filling, severity: number): Html {
  const { words } = filling;
  const { plans } = words;
  const at = `response.${severity}`;
  const clocks = [
    ['always', plans.clock.always],
    ['business', plans.clock.business],
  ] as const;
  const number = (name: string, label: string) =>
    inputField(filling, { name: `${at}.${name}`, label, maxlength: 9, inputmode: 'numeric' });
  return html`
    <fieldset class="target">
      <legend><span class="severity s${severity}">${severity} ${words.severity(severity)}</span></legend>
      ${number('hours', plans.hours)}${number('minutes', plans.minutes)}
      ${selectField(filling, { name: `${at}.clock`, label: plans.clockLabel, choices: clocks })}
      ${checkField(filling, { name: `live.${severity}`, label: plans.live })}
    </fieldset>`;
}
