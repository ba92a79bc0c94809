import { savePlan } from '../../../../domain/directory-changes/save-rule.ts';
import { loadNames } from '../../../../domain/directory-entry/names-store.ts';
import { listRules, loadRule } from '../../../../domain/plans/rule-edit-store.ts';
import { address } from '../../address.ts';
import { audited } from '../../audited.ts';
import { textOf } from '../../form.ts';
import { noticeIn } from '../../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../../route.ts';
import { notFound } from '../../turned-away.ts';
import { changedFields } from '../customers/customer-form.ts';
import { type Draft, newDraft, overtakenDraft, typedFields, withFaults } from '../draft.ts';
import { handBackTo } from '../hand-back.ts';
import { checkPlan, PLAN_FIELDS, planFields } from './plan-form.ts';
import { planFormPage } from './plan-form-page.ts';
import { planPage, plansPage } from './plan-pages.ts';

/** Plans: what is promised, and the form that changes it. */
export const PLAN_ROUTES: readonly Route[] = [
  get('/registry/plans', null, index),
  get('/registry/plans/:name', null, show),
  get('/registry/plans/:name/edit', 'registry', edit),
  post('/registry/plans/:name/edit', 'registry', update),
  post(
    '/registry/plans/:name/hand-back',
    'registry',
    handBackTo('plans', (name) => address('/registry/plans/:name', { name, done: 'hand-back' })),
  ),
];

async function index(context: RouteContext): Promise<Answer> {
  return { page: plansPage(context, await listRules(context.deps.database, 'plans')) };
}

async function show(context: RouteContext): Promise<Answer> {
  const plan = await planIn(context);
  return { page: planPage(context, plan, noticeIn(context, context.words.edit.done)) };
}

async function edit(context: RouteContext): Promise<Answer> {
  const plan = await planIn(context);
  return form(context, plan.name, newDraft(planFields(plan.definition)));
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, words } = context;
  const { name, definition } = await planIn(context);
  const before = planFields(definition);
  const fields = typedFields(context.body, [...PLAN_FIELDS, 'version']);
  const { entry, faults } = await checkPlan(deps.database, fields);
  if (!entry) return form(context, name, withFaults(fields, faults, words.plans.rules), 422);
  const detail = { fields: changedFields(before, fields) };
  const saved = await audited(
    context,
    (tx, change) => savePlan(tx, name, entry, fields.version ?? '', change),
    (outcome) => outcome === 'saved' && { action: 'plan-changed', subject: name, detail },
  );
  if (saved === 'saved') return { to: address('/registry/plans/:name', { name, done: 'saved' }) };
  const draft =
    typeof saved === 'object'
      ? withFaults(fields, ['seats'], { seats: words.plans.tooFewSeats(saved.tooFewSeatsFor) })
      : overtakenDraft(fields, before, words.edit.overtaken);
  return form(context, name, draft, 409);
}

async function form(context: RouteContext, name: string, draft: Draft, status = 200): Promise<Answer> {
  const policies = [...(await loadNames(context.deps.database)).names.escalations].toSorted();
  return { page: planFormPage(context, name, draft, policies), status };
}

async function planIn({ deps, params }: RouteContext) {
  return (await loadRule(deps.database, 'plans', textOf(params, 'name'))) ?? notFound();
}
