import type { EscalationPolicy } from '../../../domain/directory-entry/directory-schema.ts';
import type { SourcedPolicy } from '../../../domain/escalation/policy-store.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { backTo } from '../directory/back-view.ts';
import { sourceMark, sourceView } from '../directory/source-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import type { Names } from '../ticket/names.ts';
import { type PolicyForm, policyFields } from './policy-form.ts';
import { policyView } from './policy-view.ts';
import { sayPlace } from './say-place.ts';

/** Every policy in force, with its steps in a line. */
export function policiesPage(
  context: ConsoleContext,
  policies: readonly SourcedPolicy[],
  names: Names,
): Html {
  const { words } = context;
  const { escalations, registry } = words;
  const { title, about } = registry.sections.escalations;
  const cards = policies.map((one) => {
    const steps = one.policy.steps.map(
      ({ at, page }, index) =>
        html`<li><span class="step-mark">${index + 1}</span> <b>${sayPlace(at)}</b> <span>${page.map(names.target).join(', ')}</span></li>`,
    );
    return html`
      <section class="card"><h2><a href="${address('/registry/escalations/:name', { name: one.name })}">${one.name}</a> ${sourceMark(context, one)}</h2>
        <p class="quiet">${plansOf(context, one)}</p><ol class="step-line">${steps}</ol>
        <p><small>${escalations.afterwards(one.policy.lastResort.map(names.target).join(', '))}</small></p></section>`;
  });
  const content = html`
    ${backTo(address('/registry'), registry.title)}
    <div class="page-title"><h1>${title}</h1><p>${about}</p></div>
    ${cards.length > 0 ? cards : html`<p class="empty card">${escalations.none}</p>`}`;
  return layout(context, { title, content, place: 'registry', style: 'rota' });
}

/** One policy, drawn on the response windows of each plan that goes by it. */
export function policyPage(
  context: ConsoleContext,
  one: SourcedPolicy,
  names: Names,
  notice: string | null,
): Html {
  const { words, user } = context;
  const { escalations, registry } = words;
  const content = html`
    ${backTo(address('/registry/escalations'), registry.sections.escalations.title)}
    <div class="page-title"><h1>${one.name}</h1><p>${plansOf(context, one)}</p></div>
    ${noticeView(notice)}
    ${drawings(context, one, one.policy, names)}
    <section class="card"><h2>${escalations.lastResort}</h2><p>${one.policy.lastResort.map(names.target).join(', ')}</p><p class="quiet">${escalations.lastResortHint}</p></section>
    ${may(user, 'registry') ? html`<p><a class="button" href="${address('/registry/escalations/:name/edit', { name: one.name })}">${escalations.edit}</a></p>` : nothing}
    ${sourceView(context, one, address('/registry/escalations/:name/hand-back', { name: one.name }))}`;
  return layout(context, { title: one.name, content, place: 'registry', style: 'rota' });
}

/** @param page.drawn what the form says, where it can stand: it is drawn before it is saved */
export function policyEditPage(
  context: ConsoleContext,
  one: SourcedPolicy,
  page: Omit<PolicyForm, 'words'> & {
    version: string;
    drawn: EscalationPolicy | null;
    isOvertaken: boolean;
  },
): Html {
  const { words } = context;
  const { escalations, edit } = words;
  const title = escalations.editTitle(one.name);
  const content = html`
    ${backTo(address('/registry/escalations/:name', { name: one.name }), one.name)}
    <div class="page-title"><h1>${title}</h1><p>${escalations.editIntro}</p></div>
    ${page.isOvertaken ? html`<p class="fault" role="alert">${edit.overtaken} <a href="${address('/registry/escalations/:name', { name: one.name })}">${escalations.whatStands}</a></p>` : nothing}
    ${page.faults.length > 0 ? html`<p class="fault" role="alert">${edit.faulty}</p>` : nothing}
    <p class="quiet" id="at-hint">${escalations.atHint}</p>
    <form method="post" action="${address('/registry/escalations/:name/edit', { name: one.name })}" class="policy-form">
      <input type="hidden" name="version" value="${page.version}">
      ${policyFields({ ...page, words })}
      <p class="buttons"><button name="do" value="save">${edit.save}</button>
        <button class="quiet-button" name="do" value="draw">${escalations.draw}</button>
        <a class="button quiet-button" href="${address('/registry/escalations/:name', { name: one.name })}">${edit.cancel}</a></p>
    </form>
    ${page.drawn ? drawings(context, one, page.drawn, page.names) : nothing}`;
  return layout(context, { title, content, place: 'registry', style: 'rota' });
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
  return plans.length > 0 ? escalations.usedBy(plans.map(({ name }) => name).join(', ')) : escalations.unused;
}
