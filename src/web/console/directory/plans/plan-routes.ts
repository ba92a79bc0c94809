import { createRule, keyOfNew } from '../../../../domain/directory-changes/rule-life.ts';
import { savePlan } from '../../../../domain/directory-changes/save-rule.ts';
import { unreachedByPlan } from '../../../../domain/directory-changes/unreached-edit.ts';
import type {
  EscalationPolicy,
  PlanDefinition,
} from '../../../../domain/directory-entry/directory-schema.ts';
import { listPolicies, type SourcedPolicy } from '../../../../domain/escalation/policy-store.ts';
import { listRules, loadRule } from '../../../../domain/plans/rule-edit-store.ts';
import { loadTitles } from '../../../../domain/plans/rule-life-store.ts';
import { address } from '../../address.ts';
import { audited } from '../../audited.ts';
import { textOf } from '../../form.ts';
import { noticeIn } from '../../notice.ts';
import { ruleEdit, weighEdit } from '../../rehearsal/edit-effect.ts';
import { type Trial, trialOf, UNTRIED } from '../../rehearsal/trial.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../../route.ts';
import { unfitPoliciesView } from '../../schedules/unfit-view.ts';
import { notFound } from '../../turned-away.ts';
import type { TitledWords } from '../../words/index.ts';
import {
  asItStood,
  changedFields,
  type Draft,
  newDraft,
  overtakenDraft,
  typedFields,
  withFaults,
} from '../draft.ts';
import { handBackTo } from '../hand-back.ts';
import { retireRoutes } from '../retire-rule.ts';
import { checkPlan, newPlanFields, PLAN_FIELDS, planFields } from './plan-form.ts';
import { planFormPage } from './plan-form-page.ts';
import { planPage, plansPage } from './plan-pages.ts';

/** Plans: what is promised, and the forms that make and change it. */
export const PLAN_ROUTES: readonly Route[] = [
  get('/registry/plans', null, index),
  get('/registry/new/plans', 'registry', add),
  post('/registry/new/plans', 'registry', create),
  get('/registry/plans/:name', null, show),
  get('/registry/plans/:name/edit', 'registry', edit),
  post('/registry/plans/:name/edit', 'registry', update),
  ...retireRoutes('plans'),
  post(
    '/registry/plans/:name/hand-back',
    'registry',
    handBackTo('plans', (name) => address('/registry/plans/:name', { name, done: 'hand-back' })),
  ),
];

async function index(context: RouteContext): Promise<Answer> {
  const plans = await listRules(context.deps.database, 'plans');
  return { page: plansPage(context, plans, noticeIn(context, context.words.make.done)) };
}

/** A new plan begins as a copy of another, or as the contract that is sold by default. */
async function add(context: RouteContext): Promise<Answer> {
  const { deps, words, query } = context;
  const copied = await loadRule(deps.database, 'plans', textOf(query, 'copy'));
  if (!copied) {
    const policies = (await loadTitles(deps.database)).escalations;
    const [policy = ''] = policies.keys();
    return form(context, null, newDraft(newPlanFields(words.locale, policy)));
  }
  const name = words.make.copyOf(copied.definition.title ?? copied.name);
  return form(context, null, newDraft({ ...planFields(copied.definition, words.locale), name }), {
    plan: copied.definition,
  });
}

async function create(context: RouteContext): Promise<Answer> {
  const { deps, words } = context;
  const fields = typedFields(context.body, PLAN_FIELDS);
  const { entry, faults = [] } = await checkPlan(deps.database, fields);
  const paths = fields.name ? faults : ['name', ...faults];
  if (!entry || paths.length > 0)
    return form(context, null, withFaults(fields, paths, rulesOf(words)), { status: 422 });
  // it promises something as soon as it stands
  const key = await keyOfNew(deps.database, 'plans', entry);
  const unreached = await unreachedDraft(context, key, entry, fields);
  if (unreached) return form(context, null, unreached, { plan: entry, status: 422 });
  const wish = textOf(context.body, 'do');
  const { effect, shownAs } = await weighEdit(wish, ruleEdit('plans', key, entry), context);
  if (shownAs !== null)
    return form(context, null, newDraft(fields), {
      plan: entry,
      trial: await trialOf(context, effect),
      status: shownAs,
    });
  const name = await audited(
    context,
    (tx, change) => createRule(tx, 'plans', entry, change),
    (key) => key !== null && { action: 'plan-added', subject: key },
  );
  // looked at again, the form says what is gone
  if (name === null) return create(context);
  return { to: address('/registry/plans/:name', { name, done: 'added' }) };
}

/** A plan that promises what a calendar of its customers does not reach, with the targets that cannot stand; else null. */
async function unreachedDraft(
  { deps, words, now }: RouteContext,
  key: string,
  entry: PlanDefinition,
  fields: Record<string, string>,
): Promise<Draft | null> {
  const found = await unreachedByPlan(deps.database, key, entry, now);
  if (found.length === 0) return null;
  const { calendars } = await loadTitles(deps.database);
  const faults = found.flatMap(({ calendar, severities }) =>
    severities.map((severity) => [
      `response.${severity}.within`,
      words.plans.unreached(calendars.get(calendar) ?? calendar),
    ]),
  );
  const rules = Object.fromEntries(faults);
  return withFaults(fields, Object.keys(rules), rules);
}

async function show(context: RouteContext): Promise<Answer> {
  const { words } = context;
  const plan = await planIn(context);
  const policies = await policiesIn(context);
  return {
    page: planPage(context, plan, policies, noticeIn(context, { ...words.edit.done, ...words.make.done })),
  };
}

async function edit(context: RouteContext): Promise<Answer> {
  const plan = await planIn(context);
  return form(context, plan.name, newDraft(planFields(plan.definition, context.words.locale)), {
    plan: plan.definition,
  });
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, words } = context;
  const { name, definition } = await planIn(context);
  const before = planFields(definition, words.locale);
  const fields = typedFields(context.body, [...PLAN_FIELDS, 'version']);
  const { entry, faults } = await checkPlan(deps.database, fields);
  if (!entry) return form(context, name, withFaults(fields, faults, rulesOf(words)), { status: 422 });
  const unreached = await unreachedDraft(context, name, entry, fields);
  if (unreached) return form(context, name, unreached, { plan: entry, status: 422 });
  const changed = changedFields(before, planFields(entry, words.locale));
  const wanted = asItStood(definition, entry, changed);
  const wish = textOf(context.body, 'do');
  const { effect, shownAs } = await weighEdit(wish, ruleEdit('plans', name, entry), context);
  if (shownAs !== null)
    return form(context, name, newDraft(fields), {
      plan: entry,
      trial: await trialOf(context, effect),
      status: shownAs,
    });
  const saved = await audited(
    context,
    (tx, change) => savePlan(tx, name, { entry: wanted, version: fields.version ?? '' }, change),
    (outcome) =>
      outcome === 'saved' && { action: 'plan-changed', subject: name, detail: { fields: changed } },
  );
  // looked at again, the form says what is gone
  if (saved === 'leads-nowhere') return update(context);
  if (saved === 'saved' || saved === 'unchanged')
    return { to: address('/registry/plans/:name', { name, done: 'saved' }) };
  const draft =
    typeof saved === 'object'
      ? withFaults(fields, ['seats'], { seats: words.plans.tooFewSeats(saved.tooFewSeatsFor) })
      : overtakenDraft(fields, before, words.edit.overtaken);
  return form(context, name, draft, { plan: entry, status: 409 });
}

/** What a form shows beside what is typed. */
interface Shown {
  /** what is typed, where it can stand */
  plan?: PlanDefinition;
  trial?: Trial;
  status?: number;
}

/** @param name null: a new one */
async function form(
  context: RouteContext,
  name: string | null,
  draft: Draft,
  { plan, trial = UNTRIED, status = 200 }: Shown = {},
): Promise<Answer> {
  const policies = await policiesIn(context);
  const unfit = plan === undefined ? [] : unfitPoliciesView(context.words, policies, plan);
  const titles = new Map([...policies].map(([key, { title }]) => [key, title ?? key]));
  return { page: planFormPage(context, name, { draft, policies: titles, trial, unfit }), status };
}

/** Those in force, as their titles come. */
async function policiesIn({ deps }: RouteContext): Promise<ReadonlyMap<string, EscalationPolicy>> {
  const policies = await listPolicies(deps.database);
  const titleOf = ({ name, policy }: SourcedPolicy) => policy.title ?? name;
  return new Map(
    policies
      .toSorted((one, other) => titleOf(one).localeCompare(titleOf(other)))
      .map(({ name, policy }) => [name, policy]),
  );
}

function rulesOf({ plans, make }: TitledWords): Record<string, string> {
  return { ...plans.rules, name: make.nameRule };
}

async function planIn({ deps, params }: RouteContext) {
  return (await loadRule(deps.database, 'plans', textOf(params, 'name'))) ?? notFound();
}
