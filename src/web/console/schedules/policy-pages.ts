import type { EscalationPolicy } from '../../../domain/directory-entry/directory-schema.ts';
import type { SourcedPolicy } from '../../../domain/escalation/policy-store.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { addRule, formPlaces, ruleActions, titleView } from '../directory/rule-views.ts';
import { sourceMark, sourceView } from '../directory/source-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { EFFECT_HEAD } from '../rehearsal/effect-view.ts';
import type { Trial } from '../rehearsal/trial.ts';
import { insteadField, saveButtons, trialView } from '../rehearsal/trial-view.ts';
import type { Names } from '../ticket/names.ts';
import { type PolicyForm, policyFields } from './policy-form.ts';
import { policyView } from './policy-view.ts';
import { sayPlace } from './say-place.ts';

/** Every policy in force, with its steps in a line. */
export function policiesPage(
  context: ConsoleContext,
  policies: readonly SourcedPolicy[],
  names: Names,
  notice: string | null,
): Html {
  const { words } = context;
  const { escalations, registry } = words;
  const { title, about } = registry.sections.escalations;
  const cards = policies.map((one) => {
    return html`
      <section class="card"><h2><a href="${address('/registry/escalations/:name', { name: one.name })}">${titleView(one.name, one.policy)}</a> ${sourceMark(context, one)}</h2>
        <p class="quiet">${plansOf(context, one)}</p>${stepLine(context, one.policy, names)}
        <p><small>${escalations.afterwards(one.policy.lastResort.map(names.target).join(', '))}</small></p></section>`;
  });
  const content = html`
    ${backTo(address('/registry'), registry.title)}
    <div class="page-title"><h1>${title}</h1><p>${about}</p>${addRule(context, 'escalations')}</div>
    ${noticeView(notice)}
    ${cards.length > 0 ? cards : html`<p class="empty card">${escalations.none}</p>`}`;
  return layout(context, { title, content, place: 'registry', style: 'rota' });
}

/** The steps in a line, by themselves. */
function stepLine({ words }: ConsoleContext, { steps }: EscalationPolicy, names: Names): Html {
  const lines = steps.map(
    ({ at, page, hands = 1 }, index) =>
      html`<li><span class="step-mark">${index + 1}</span> <b>${sayPlace(at)}</b> <span>${page.map(names.target).join(', ')}${hands > 1 ? ` (${words.escalations.twoHands})` : ''}</span></li>`,
  );
  return html`<ol class="step-line">${lines}</ol>`;
}

/** One policy, drawn on the response windows of each plan that goes by it; where none does, its steps alone. */
export function policyPage(
  context: ConsoleContext,
  one: SourcedPolicy,
  names: Names,
  notice: string | null,
): Html {
  const { words } = context;
  const { escalations, registry } = words;
  const content = html`
    ${backTo(address('/registry/escalations'), registry.sections.escalations.title)}
    <div class="page-title"><h1>${titleView(one.name, one.policy)}</h1><p>${plansOf(context, one)}</p></div>
    ${noticeView(notice)}
    ${one.plans.length > 0 ? drawings(context, one, one.policy, names) : html`<section class="card"><h2>${escalations.steps}</h2>${stepLine(context, one.policy, names)}</section>`}
    <section class="card"><h2>${escalations.lastResort}</h2><p>${one.policy.lastResort.map(names.target).join(', ')}</p><p class="quiet">${escalations.lastResortHint}</p></section>
    ${ruleActions(context, 'escalations', one.name, escalations.edit)}
    ${sourceView(context, one, address('/registry/escalations/:name/hand-back', { name: one.name }))}`;
  return layout(context, { title: one.policy.title ?? one.name, content, place: 'registry', style: 'rota' });
}

/**
 * @param one null: a new one
 * @param page.drawn what the form says, where it can stand: it is drawn before it is saved
 */
export function policyEditPage(
  context: ConsoleContext,
  one: SourcedPolicy | null,
  page: Omit<PolicyForm, 'words' | 'isNew'> & {
    version: string;
    drawn: EscalationPolicy | null;
    /** what it does to the promises: whatever is grave is to be confirmed */
    trial: Trial;
    isOvertaken: boolean;
  },
): Html {
  const { words } = context;
  const { escalations, edit, make, registry } = words;
  const { to, back } = formPlaces('escalations', one?.name ?? null);
  const called = one && (one.policy.title ?? one.name);
  const title = called === null ? make.addTitle.escalations : escalations.editTitle(called);
  const content = html`
    ${backTo(back, called ?? registry.sections.escalations.title)}
    <div class="page-title"><h1>${title}</h1>${one ? html`<p>${escalations.editIntro}</p>` : nothing}</div>
    ${page.isOvertaken ? html`<p class="fault" role="alert">${edit.overtaken} <a href="${back}">${escalations.whatStands}</a></p>` : nothing}
    ${page.faults.length > 0 ? html`<p class="fault" role="alert">${edit.faulty}</p>` : nothing}
    ${trialView(context, page.trial)}
    <p class="quiet" id="at-hint">${escalations.atHint}</p>
    <form method="post" action="${to}" class="policy-form">
      <input type="hidden" name="version" value="${page.version}">
      ${policyFields({ ...page, words, isNew: one === null })}
      ${insteadField(context, page.trial)}
      <p class="buttons">${saveButtons(context, page.trial)}
        <button class="quiet-button" name="do" value="draw">${escalations.draw}</button>
        <a class="button quiet-button" href="${back}">${edit.cancel}</a></p>
    </form>
    ${page.drawn && one ? drawings(context, one, page.drawn, page.names) : nothing}`;
  return layout(context, { title, content, place: 'registry', style: 'rota', head: EFFECT_HEAD });
}

function drawings(
  { words }: ConsoleContext,
  { plans }: SourcedPolicy,
  policy: EscalationPolicy,
  names: Names,
): Html {
  return html`${plans.map((plan) => policyView({ words, names, policy }, plan))}`;
}

function plansOf({ words: { escalations } }: ConsoleContext, { plans }: SourcedPolicy): string {
  return plans.length > 0
    ? escalations.usedBy(plans.map(({ title }) => title).join(', '))
    : escalations.unused;
}
