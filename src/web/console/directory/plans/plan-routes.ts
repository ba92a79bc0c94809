import type { Request, Router } from 'express';
import { savePlan } from '../../../../domain/directory-changes/save-rule.ts';
import { loadNames } from '../../../../domain/directory-entry/names-store.ts';
import { listRules, loadRule } from '../../../../domain/plans/rule-edit-store.ts';
import { addAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../../context.ts';
import type { ConsoleDeps } from '../../deps.ts';
import { textOf } from '../../form.ts';
import { notFoundPage } from '../../message-page.ts';
import { changedFields } from '../customers/customer-form.ts';
import { doneIn } from '../done-in.ts';
import { newDraft, overtakenDraft, typedFields, withFaults } from '../draft.ts';
import { handBackRule } from '../hand-back-route.ts';
import { checkPlan, PLAN_FIELDS, planFields } from './plan-form.ts';
import { planFormPage } from './plan-form-page.ts';
import { planPage, plansPage } from './plan-pages.ts';

/** Plans: what is promised, and the form that changes it. */
export function planRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();
  const find = (request: Request) => loadRule(database, 'plans', textOf(request.params, 'name'));
  const policies = async () => [...(await loadNames(database)).names.escalations].toSorted();

  routes.get(
    '/',
    asUser(deps, null, async (context, _request, response) => {
      sendHtml(response, plansPage(context, await listRules(database, 'plans')));
    }),
  );

  routes.get(
    '/:name',
    asUser(deps, null, async (context, request, response) => {
      const plan = await find(request);
      if (plan) sendHtml(response, planPage(context, plan, doneIn(context.words, request.query)));
      else sendHtml(response, notFoundPage(context), 404);
    }),
  );

  routes.get(
    '/:name/edit',
    asUser(deps, 'registry', async (context, request, response) => {
      const plan = await find(request);
      if (!plan) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const draft = newDraft(planFields(plan.definition));
      sendHtml(response, planFormPage(context, plan.name, draft, await policies()));
    }),
  );

  routes.post(
    '/:name/edit',
    asUser(deps, 'registry', async (context, request, response) => {
      const { words, user, now } = context;
      const plan = await find(request);
      if (!plan) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const { name } = plan;
      const before = planFields(plan.definition);
      const fields = typedFields(request.body, [...PLAN_FIELDS, 'version']);
      const { entry, faults } = await checkPlan(database, fields);
      if (!entry) {
        const draft = withFaults(fields, faults, words.plans.rules);
        sendHtml(response, planFormPage(context, name, draft, await policies()), 422);
        return;
      }
      const saved = await database.transaction(async (tx) => {
        const outcome = await savePlan(tx, name, entry, fields.version ?? '', { by: user.name, now });
        const detail = { fields: changedFields(before, fields) };
        if (outcome === 'saved')
          await addAuditEntry(tx, user, { action: 'plan-changed', subject: name, detail }, now);
        return outcome;
      });
      if (saved === 'saved') {
        response.redirect(303, `/registry/plans/${encodeURIComponent(name)}?done=saved`);
        return;
      }
      const draft =
        typeof saved === 'object'
          ? withFaults(fields, ['seats'], { seats: words.plans.tooFewSeats(saved.tooFewSeatsFor) })
          : overtakenDraft(fields, before, words.edit.overtaken);
      sendHtml(response, planFormPage(context, name, draft, await policies()), 409);
    }),
  );

  routes.post('/:name/hand-back', handBackRule(deps, 'plans'));
  return routes;
}
