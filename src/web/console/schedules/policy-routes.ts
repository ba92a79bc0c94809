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
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { handBackTo } from '../directory/hand-back.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { namesFor } from '../ticket/names.ts';
import { notFound } from '../turned-away.ts';
import { draftOf, type PolicyDraft, readPolicyDraft, reworkDraft, toEntry } from './policy-draft.ts';
import { policiesPage, policyEditPage, policyPage } from './policy-pages.ts';

/** Escalation policies: drawn, and edited step by step. */
export const POLICY_ROUTES: readonly Route[] = [
  get('/registry/escalations', null, index),
  get('/registry/escalations/:name', null, show),
  get('/registry/escalations/:name/edit', 'registry', edit),
  post('/registry/escalations/:name/edit', 'registry', update),
  post(
    '/registry/escalations/:name/hand-back',
    'registry',
    handBackTo('escalations', (name) =>
      address('/registry/escalations/:name', { name, done: 'handed-back' }),
    ),
  ),
];

async function index(context: RouteContext): Promise<Answer> {
  const policies = await listPolicies(context.deps.database);
  return { page: policiesPage(context, policies, await namesOf(context)) };
}

async function show(context: RouteContext): Promise<Answer> {
  const one = await policyIn(context);
  const notice = noticeIn(context, context.words.escalations.done);
  return { page: policyPage(context, one, await namesOf(context), notice) };
}

async function edit(context: RouteContext): Promise<Answer> {
  const one = await policyIn(context);
  return form(context, one, { draft: draftOf(one.policy), version: fingerprintOf(one.policy) });
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, body } = context;
  const one = await policyIn(context);
  const wish = textOf(body, 'do');
  const version = textOf(body, 'version');
  const draft = reworkDraft(readPolicyDraft(body), wish);
  const { escalation } = await schemasInForce(deps.database);
  const { entry, faults = [] } = checkEntry(escalation, toEntry(draft));
  if (wish !== 'save' || !entry) {
    // a step that has just been added has no faults yet
    const told = ['save', 'draw'].includes(wish) ? faults : [];
    return form(context, one, { draft, version, faults: told }, told.length > 0 ? 422 : 200);
  }
  const { name } = one;
  const outcome = await audited(
    context,
    (tx, change) => savePolicy(tx, name, entry, version, change),
    (saved) => saved === 'saved' && { action: 'policy-changed', subject: name },
  );
  if (outcome === 'saved') return { to: address('/registry/escalations/:name', { name, done: 'saved' }) };
  // whoever saves again does so knowing what stands
  return form(context, one, { draft, version: fingerprintOf(one.policy), isOvertaken: true }, 409);
}

interface Edited {
  draft: PolicyDraft;
  version: string;
  faults?: readonly string[];
  isOvertaken?: boolean;
}

async function form(
  context: RouteContext,
  one: SourcedPolicy,
  { draft, version, faults = [], isOvertaken = false }: Edited,
  status = 200,
): Promise<Answer> {
  const { database } = context.deps;
  const [known, names, schemas] = await Promise.all([
    loadNames(database),
    namesOf(context),
    schemasInForce(database),
  ]);
  const drawn = checkEntry(schemas.escalation, toEntry(draft)).entry ?? null;
  const filled = { known, names, draft, faults, version, drawn, isOvertaken };
  return { page: policyEditPage(context, one, filled), status };
}

async function namesOf({ deps, words }: RouteContext) {
  return namesFor(await listEngineers(deps.database), words);
}

async function policyIn({ deps, params }: RouteContext): Promise<SourcedPolicy> {
  return (await findSourcedPolicy(deps.database, textOf(params, 'name'))) ?? notFound();
}
