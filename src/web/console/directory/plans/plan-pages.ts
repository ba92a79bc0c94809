import { Duration } from 'luxon';
import type {
  EscalationPolicy,
  PlanDefinition,
} from '../../../../domain/directory-entry/directory-schema.ts';
import type { SourcedRule } from '../../../../domain/plans/rule-edit-store.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { sayLength } from '../../format.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { noticeView } from '../../notice.ts';
import { unfitPoliciesView } from '../../schedules/unfit-view.ts';
import { writeCredit } from '../../typed/read-credit.ts';
import { addRule, ruleActions, titleView } from '../rule-views.ts';
import { sourceMark, sourceView } from '../source-view.ts';
import { targetsView } from './plan-view.ts';

type Plan = SourcedRule<PlanDefinition>;

/** Every plan in force, the one that is served first first. */
export function plansPage(context: ConsoleContext, plans: readonly Plan[], done: string | null): Html {
  const { words } = context;
  const { plans: said, registry } = words;
  const inOrder = plans.toSorted((one, other) => one.definition.priority - other.definition.priority);
  const content = html`
    ${backTo(address('/registry'), registry.title)}
    <div class="page-title"><h1>${said.title}</h1>${addRule(context, 'plans')}</div>
    ${noticeView(done)}
    ${plans.length === 0 ? html`<p class="empty card">${words.make.none.plans}</p>` : nothing}
    <ul class="doors wide">${inOrder.map(
      (plan) => html`<li><section class="card">
        <h2><a href="${address('/registry/plans/:name', { name: plan.name })}">${titleView(plan.name, plan.definition)}</a> ${sourceMark(context, plan)}</h2>
        <p class="quiet">${said.summary(plan.definition.priority, plan.definition.seats, plan.customers)}</p>
        ${targetsView(words, plan.definition)}
      </section></li>`,
    )}</ul>`;
  return layout(context, { title: said.title, content, place: 'registry', style: 'registry' });
}

/** One plan, told. @param policies those in force, by their keys */
export function planPage(
  context: ConsoleContext,
  plan: Plan,
  policies: ReadonlyMap<string, EscalationPolicy>,
  done: string | null,
): Html {
  const { words } = context;
  const { plans: said } = words;
  const { definition, name } = plan;
  const policy = (key: string) =>
    html`<a href="${address('/registry/escalations/:name', { name: key })}">${policies.get(key)?.title ?? key}</a>`;
  const credit = (text: string) => html`${writeCredit(text, words.locale)}`;
  const facts: [string, Html][] = [
    [said.priority, html`${definition.priority}`],
    [said.seats, html`${definition.seats}`],
    [said.customers, html`${plan.customers}`],
    [said.phoneLine, html`${definition.phoneLine ? said.yes : said.no}`],
    [said.holdFor, html`${sayLength(Duration.fromISO(definition.holdFor).toMillis())}`],
    [said.escalationProblem, policy(definition.escalation.problem)],
    [said.escalationSignature, policy(definition.escalation.signature)],
    [said.creditPerMiss, definition.credit ? credit(definition.credit.perMiss) : html`${said.noCredit}`],
    ...(definition.credit?.atMost
      ? [[said.creditAtMost, credit(definition.credit.atMost)] as [string, Html]]
      : []),
  ];
  const content = html`
    ${backTo(address('/registry/plans'), said.title)}
    <div class="page-title"><h1>${titleView(name, definition)}</h1></div>
    ${noticeView(done)}
    <div class="two">
      <section class="card" aria-labelledby="targets-title"><h2 id="targets-title">${said.targets}</h2>
        ${targetsView(words, definition)}
        ${unfitPoliciesView(words, policies, definition)}
        <p class="quiet">${said.openTickets}</p></section>
      <aside>
        <section class="card" aria-labelledby="plan-title"><h2 id="plan-title">${said.rest}</h2>
          <dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
          ${sourceView(context, plan, address('/registry/plans/:name/hand-back', { name }))}</section>
        ${ruleActions(context, 'plans', name, said.edit)}
      </aside>
    </div>`;
  return layout(context, { title: definition.title ?? name, content, place: 'registry', style: 'registry' });
}
