import { createRule } from '../../../domain/directory-changes/rule-life.ts';
import { savePolicy } from '../../../domain/directory-changes/save-policy.ts';
import { checkEntry, schemasAmong } from '../../../domain/directory-entry/check-entry.ts';
import type { EscalationPolicy } from '../../../domain/directory-entry/directory-schema.ts';
import { fingerprintOf } from '../../../domain/directory-entry/fingerprint.ts';
import { loadNames, type NamesInForce } from '../../../domain/directory-entry/names-store.ts';
import {
  findSourcedPolicy,
  listPolicies,
  type SourcedPolicy,
} from '../../../domain/escalation/policy-store.ts';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { loadTitles } from '../../../domain/plans/rule-life-store.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { asItStood, changedFields } from '../directory/draft.ts';
import { handBackTo } from '../directory/hand-back.ts';
import { retireRoutes } from '../directory/retire-rule.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { hasMended, ruleEdit, weighEdit } from '../rehearsal/edit-effect.ts';
import { type Trial, trialOf, tryNew, UNTRIED, untriedNew } from '../rehearsal/trial.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { namesFor } from '../ticket/names.ts';
import { notFound } from '../turned-away.ts';
import {
  draftOf,
  newPolicyDraft,
  type PolicyDraft,
  readPolicyDraft,
  reworkDraft,
  toEntry,
} from './policy-draft.ts';
import { policiesPage, policyEditPage, policyPage } from './policy-pages.ts';

/** Escalation policies: drawn, made and edited step by step. */
export const POLICY_ROUTES: readonly Route[] = [
  get('/registry/escalations', null, index),
  get('/registry/new/escalations', 'registry', add),
  post('/registry/new/escalations', 'registry', create),
  get('/registry/escalations/:name', null, show),
  get('/registry/escalations/:name/edit', 'registry', edit),
  post('/registry/escalations/:name/edit', 'registry', update),
  ...retireRoutes('escalations'),
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
  const notice = noticeIn(context, context.words.make.done);
  return { page: policiesPage(context, policies, await namesOf(context), notice) };
}

async function show(context: RouteContext): Promise<Answer> {
  const one = await policyIn(context);
  const notice = noticeIn(context, {
    ...context.words.make.done,
    ...context.words.escalations.done,
    mended: context.words.rehearsal.mended,
  });
  return { page: policyPage(context, one, await namesOf(context), notice) };
}

async function add(context: RouteContext): Promise<Answer> {
  const { deps, words, query } = context;
  const known = await loadNames(deps.database);
  const copied = await findSourcedPolicy(deps.database, textOf(query, 'copy'));
  if (!copied)
    return form(context, null, { ...judge(newPolicyDraft(words.locale, known), known), version: '' });
  const name = words.make.copyOf(copied.policy.title ?? copied.name);
  const draft = { ...draftOf(copied.policy, words.locale), name };
  return form(context, null, { ...judge(draft, known), version: '' });
}

async function create(context: RouteContext): Promise<Answer> {
  const { wish, judged } = await read(context);
  const { draft, entry, wrong } = judged;
  const lacking = draft.name === '' ? ['name', ...wrong] : wrong;
  if (wish === 'try' && entry && lacking.length === 0) {
    const trial = await tryNew(context, 'escalations', entry);
    return form(context, null, { ...judged, version: '', trial });
  }
  if (wish !== 'save' || !entry || lacking.length > 0)
    return stillEditing(context, null, wish, { ...judged, wrong: lacking });
  const name = await audited(
    context,
    (tx, change) => createRule(tx, 'escalations', entry, change),
    (key) => key !== null && { action: 'policy-added', subject: key },
  );
  // looked at again, the form says what is gone
  if (name === null) return create(context);
  return { to: address('/registry/escalations/:name', { name, done: 'added' }) };
}

async function edit(context: RouteContext): Promise<Answer> {
  const one = await policyIn(context);
  const draft = draftOf(one.policy, context.words.locale);
  const judged = judge(draft, await loadNames(context.deps.database));
  return form(context, one, { ...judged, version: fingerprintOf(one.policy) });
}

async function update(context: RouteContext): Promise<Answer> {
  const one = await policyIn(context);
  const version = textOf(context.body, 'version');
  const { wish, judged } = await read(context);
  const { entry } = judged;
  if (!['save', 'accept', 'try'].includes(wish) || !entry) return stillEditing(context, one, wish, judged);
  const { name } = one;
  const { effect, shownAs } = await weighEdit(wish, ruleEdit('escalations', name, entry), context);
  if (shownAs !== null)
    return form(context, one, { ...judged, version, trial: await trialOf(context, effect) }, shownAs);
  const { locale } = context.words;
  const fields = changedFields(fieldsOf(one.policy, locale), fieldsOf(entry, locale));
  const wanted = asItStood(one.policy, entry, fields);
  const outcome = await audited(
    context,
    (tx, change) => savePolicy(tx, name, { entry: wanted, version }, change),
    (saved) => saved === 'saved' && { action: 'policy-changed', subject: name, detail: { fields } },
  );
  // looked at again, the form says what is gone
  if (outcome === 'leads-nowhere') return update(context);
  const done = hasMended(effect) ? 'mended' : 'saved';
  if (outcome === 'saved' || outcome === 'unchanged')
    return { to: address('/registry/escalations/:name', { name, done }) };
  // whoever saves again does so knowing what stands
  return form(context, one, { ...judged, version: fingerprintOf(one.policy), isOvertaken: true }, 409);
}

/** As a directory file calls them. */
function fieldsOf(policy: EscalationPolicy, locale: string): object {
  const { name, steps, lastResort } = draftOf(policy, locale);
  return { name, steps, 'last-resort': lastResort };
}

/** A draft, held against what is in force. */
interface Judged {
  known: NamesInForce;
  draft: PolicyDraft;
  /** null: it cannot stand */
  entry: EscalationPolicy | null;
  /** why it cannot */
  wrong: readonly string[];
}

function judge(draft: PolicyDraft, known: NamesInForce): Judged {
  const { entry, faults } = checkEntry(schemasAmong(known).escalation, toEntry(draft));
  return { known, draft, entry: entry ?? null, wrong: faults ?? [] };
}

/** What a form says, and whether it can stand. */
async function read({ deps, body }: RouteContext): Promise<{ wish: string; judged: Judged }> {
  const wish = textOf(body, 'do');
  const draft = reworkDraft(readPolicyDraft(body), wish);
  return { wish, judged: judge(draft, await loadNames(deps.database)) };
}

function stillEditing(
  context: RouteContext,
  one: SourcedPolicy | null,
  wish: string,
  judged: Judged,
): Promise<Answer> {
  // a step that has just been added has no faults yet
  const faults = ['save', 'accept', 'draw', 'try'].includes(wish) ? judged.wrong : [];
  const version = textOf(context.body, 'version');
  return form(context, one, { ...judged, version, faults }, faults.length > 0 ? 422 : 200);
}

interface Edited extends Judged {
  version: string;
  /** those that are told */
  faults?: readonly string[];
  /** what it does to the promises */
  trial?: Trial;
  isOvertaken?: boolean;
}

/** @param one null: a new one */
async function form(
  context: RouteContext,
  one: SourcedPolicy | null,
  { known, draft, entry, version, faults = [], trial, isOvertaken = false }: Edited,
  status = 200,
): Promise<Answer> {
  const names = await namesOf(context);
  const untried = () => (one ? UNTRIED : untriedNew(context, 'escalations'));
  const shown = trial ?? (await untried());
  const filled = { known, names, draft, faults, version, drawn: entry, trial: shown, isOvertaken };
  return { page: policyEditPage(context, one, filled), status };
}

async function namesOf({ deps, words }: RouteContext) {
  const [engineers, titles] = await Promise.all([listEngineers(deps.database), loadTitles(deps.database)]);
  return namesFor(engineers, words, titles.schedules);
}

async function policyIn({ deps, params }: RouteContext): Promise<SourcedPolicy> {
  return (await findSourcedPolicy(deps.database, textOf(params, 'name'))) ?? notFound();
}
