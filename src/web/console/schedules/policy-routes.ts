import type { Response, Router } from 'express';
import { savePolicy } from '../../../domain/directory-changes/save-policy.ts';
import { checkEntry, schemasInForce } from '../../../domain/directory-entry/check-entry.ts';
import { fingerprintOf } from '../../../domain/directory-entry/fingerprint.ts';
import { loadNames } from '../../../domain/directory-entry/names-store.ts';
import {
  findSourcedPolicy,
  listPolicies,
  type SourcedPolicy,
} from '../../../domain/escalation/policy-store.ts';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { notFoundPage } from '../message-page.ts';
import { namesFor } from '../ticket/names.ts';
import { draftOf, type PolicyDraft, readPolicyDraft, reworkDraft, toEntry } from './policy-draft.ts';
import { POLICIES, policiesPage, policyEditPage, policyPage, policyPath } from './policy-pages.ts';

const NOTICES = ['saved', 'handed-back'] as const;

/** Escalation policies: drawn, and edited step by step. */
export function policyRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();
  const namesOf = async ({ words }: ConsoleContext) => namesFor(await listEngineers(database), words);

  routes.get(
    POLICIES,
    asUser(deps, null, async (context, _request, response) => {
      sendHtml(response, policiesPage(context, await listPolicies(database), await namesOf(context)));
    }),
  );

  routes.get(
    `${POLICIES}/:name`,
    asUser(deps, null, async (context, request, response) => {
      const one = await findSourcedPolicy(database, textOf(request.params, 'name'));
      const notice = NOTICES.find((known) => known === textOf(request.query, 'done')) ?? null;
      if (!one) sendHtml(response, notFoundPage(context), 404);
      else sendHtml(response, policyPage(context, one, await namesOf(context), notice));
    }),
  );

  routes.get(
    `${POLICIES}/:name/edit`,
    asUser(deps, 'registry', async (context, request, response) => {
      const one = await findSourcedPolicy(database, textOf(request.params, 'name'));
      if (!one) sendHtml(response, notFoundPage(context), 404);
      else
        await edit(context, response, one, {
          draft: draftOf(one.policy),
          version: fingerprintOf(one.policy),
        });
    }),
  );

  routes.post(
    `${POLICIES}/:name/edit`,
    asUser(deps, 'registry', async (context, request, response) => {
      const { user, now } = context;
      const one = await findSourcedPolicy(database, textOf(request.params, 'name'));
      if (!one) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const wish = textOf(request.body, 'do');
      const version = textOf(request.body, 'version');
      const draft = reworkDraft(readPolicyDraft(request.body), wish);
      const { entry, faults = [] } = checkEntry((await schemasInForce(database)).escalation, toEntry(draft));
      if (wish !== 'save' || !entry) {
        // a step that has just been added has no faults yet
        const told = ['save', 'draw'].includes(wish) ? faults : [];
        await edit(context, response, one, {
          draft,
          version,
          faults: told,
          status: told.length > 0 ? 422 : 200,
        });
        return;
      }
      const outcome = await database.transaction(async (tx) => {
        const saved = await savePolicy(tx, one.name, entry, version, { by: user.name, now });
        if (saved === 'saved')
          await addAuditEntry(tx, user, { action: 'policy-changed', subject: one.name }, now);
        return saved;
      });
      if (outcome === 'saved') response.redirect(303, `${policyPath(one.name)}?done=saved`);
      // whoever saves again does so knowing what stands
      else
        await edit(context, response, one, {
          draft,
          version: fingerprintOf(one.policy),
          isOvertaken: true,
          status: 409,
        });
    }),
  );

  interface Editing {
    draft: PolicyDraft;
    version: string;
    faults?: readonly string[];
    isOvertaken?: boolean;
    status?: number;
  }

  async function edit(
    context: ConsoleContext,
    response: Response,
    one: SourcedPolicy,
    { draft, version, faults = [], isOvertaken = false, status = 200 }: Editing,
  ): Promise<void> {
    const [known, names, schemas] = await Promise.all([
      loadNames(database),
      namesOf(context),
      schemasInForce(database),
    ]);
    const drawn = checkEntry(schemas.escalation, toEntry(draft)).entry ?? null;
    sendHtml(
      response,
      policyEditPage(context, one, { known, names, draft, faults, version, drawn, isOvertaken }),
      status,
    );
  }

  return routes;
}
