import {
  addEngineer,
  retireEngineer,
  saveEngineer,
} from '../../../domain/directory-changes/save-engineer.ts';
import { checkEntry, schemasInForce } from '../../../domain/directory-entry/check-entry.ts';
import { engineerKeySchema } from '../../../domain/directory-entry/entry-values.ts';
import { listAbsences } from '../../../domain/oncall/engineers/absence-store.ts';
import {
  findSourcedEngineer,
  mentionsOfEngineer,
} from '../../../domain/oncall/engineers/engineer-edit-store.ts';
import { createAbsence, removeAbsence } from '../../../domain/paging/save-absence.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { shiftsInAbsence } from '../../../domain/shift-requests/shifts-in-absence.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { asItStood, changedFields } from '../directory/draft.ts';
import { handBackTo } from '../directory/hand-back.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import {
  type EngineerField,
  NO_ENGINEER,
  readTypedEngineer,
  toTyped,
  typedEngineer,
} from './engineer-form.ts';
import { type EngineerPage, engineerPage } from './engineer-page.ts';
import { engineersPage, newEngineerPage } from './engineers-page.ts';
import { listTicketsOfRetiredPolicies } from './open-cases-store.ts';
import { readEngineerRecord } from './read-engineer-record.ts';
import { readEngineers } from './read-engineers.ts';

const FIELDS: readonly EngineerField[] = ['key', 'name', 'phones', 'languages'];

/** Those who are paged: looked at by everybody, changed by who keeps the registry. */
export const ENGINEER_ROUTES: readonly Route[] = [
  get('/registry/engineers', null, index),
  get('/registry/engineers/new', 'registry', add),
  post('/registry/engineers', 'registry', create),
  get('/registry/engineers/:key', null, show),
  post('/registry/engineers/:key', 'registry', update),
  post('/registry/engineers/:key/retire', 'registry', retire),
  post('/registry/engineers/:key/absences', 'registry', addAbsence),
  post('/registry/engineers/:key/absences/:id/remove', 'registry', endAbsence),
  post(
    '/registry/engineers/:name/hand-back',
    'registry',
    handBackTo('engineers', (key) => address('/registry/engineers/:key', { key, done: 'handed-back' })),
  ),
];

async function index(context: RouteContext): Promise<Answer> {
  const { retired } = context.words.engineers.done;
  const { database } = context.deps;
  const lines = await readEngineers(database, await listSchedules(database), context.now);
  return { page: engineersPage(context, lines, noticeIn(context, { retired })) };
}

function add(context: RouteContext): Answer {
  return { page: newEngineerPage(context, NO_ENGINEER, [], false) };
}

async function create(context: RouteContext): Promise<Answer> {
  const { deps } = context;
  const typed = typedEngineer(context.body);
  const { engineer } = await schemasInForce(deps.database, deps.hotline);
  const { entry, faults = [] } = checkEntry(engineer, readTypedEngineer(typed));
  // left out, it is made from the name
  const isName = typed.key === '' || (engineerKeySchema.safeParse(typed.key).success && typed.key !== 'new');
  const wrong = fieldsOf([...(isName ? [] : ['key']), ...faults]);
  if (!entry || wrong.length > 0) return { page: newEngineerPage(context, typed, wrong, false), status: 422 };
  const key = await audited(
    context,
    (tx, change) => addEngineer(tx, typed.key === '' ? null : typed.key, entry, change),
    (added) => added !== 'taken' && { action: 'engineer-added', subject: added.key },
  );
  return key === 'taken'
    ? { page: newEngineerPage(context, typed, wrong, true), status: 422 }
    : back(key.key);
}

function show(context: RouteContext): Promise<Answer> {
  return story(context, {});
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, body } = context;
  const key = keyIn(context);
  const typed = { ...typedEngineer(body), key };
  const version = textOf(body, 'version');
  const { engineer } = await schemasInForce(deps.database, deps.hotline);
  const { entry, faults } = checkEntry(engineer, readTypedEngineer(typed));
  if (!entry) return story(context, { typed, seen: version, faults: fieldsOf(faults) }, 422);
  const before = (await findSourcedEngineer(deps.database, key)) ?? notFound();
  const fields = changedFields(toTyped(key, before.entry), toTyped(key, entry));
  const wanted = asItStood(before.entry, entry, fields);
  const outcome = await audited(
    context,
    (tx, change) => saveEngineer(tx, key, { entry: wanted, version }, change),
    (saved) => saved === 'saved' && { action: 'engineer-changed', subject: key, detail: { fields } },
  );
  return outcome === 'saved' || outcome === 'unchanged'
    ? back(key)
    : story(context, { typed, refused: 'changed-meanwhile' }, 409);
}

async function retire(context: RouteContext): Promise<Answer> {
  const key = keyIn(context);
  const outcome = await audited(
    context,
    (tx, change) => retireEngineer(tx, key, change),
    (retired) => retired === 'retired' && { action: 'engineer-retired', subject: key },
  );
  return outcome === 'retired'
    ? { to: address('/registry/engineers', { done: 'retired' }) }
    : story(context, { refused: 'needed' }, 409);
}

async function addAbsence(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now } = context;
  const engineer = keyIn(context);
  const typed = { engineer, from: textOf(body, 'from'), until: textOf(body, 'until') };
  const isSure = textOf(body, 'accept') === 'shifts';
  const shifts = isSure ? [] : await shiftsInAbsence(deps.database, typed, now);
  if (shifts.length > 0) return story(context, { wrongAbsence: { typed, fault: null, shifts } }, 409);
  const made = await deps.database.transaction((tx) => createAbsence({ tx, now }, user, typed));
  return made.absence
    ? back(engineer)
    : story(context, { wrongAbsence: { typed, fault: made.fault, shifts: [] } }, 422);
}

async function endAbsence(context: RouteContext): Promise<Answer> {
  const { deps, user, params, now } = context;
  const id = textOf(params, 'id');
  await deps.database.transaction((tx) => removeAbsence({ tx, now }, user, id));
  return back(keyIn(context));
}

async function story(context: RouteContext, page: Partial<EngineerPage>, status = 200): Promise<Answer> {
  const { words, now } = context;
  const { database } = context.deps;
  const key = keyIn(context);
  const schedules = await listSchedules(database);
  const [lines, mentions, absences, record, bound] = await Promise.all([
    readEngineers(database, schedules, now),
    mentionsOfEngineer(database, key, now),
    listAbsences(database, now, key),
    readEngineerRecord(database, key, schedules, now),
    listTicketsOfRetiredPolicies(database, key),
  ]);
  const line = lines.find(({ engineer }) => engineer.key === key) ?? notFound();
  const { retired: _, ...notices } = words.engineers.done;
  const notice = noticeIn(context, notices);
  const usual = {
    line,
    schedules,
    mentions,
    bound,
    absences,
    record,
    wrongAbsence: null,
    typed: null,
    seen: null,
    faults: [],
    notice,
    refused: null,
  };
  return { page: engineerPage(context, { ...usual, ...page }), status };
}

function back(key: string): Answer {
  return { to: address('/registry/engineers/:key', { key, done: 'saved' }) };
}

function keyIn({ params }: RouteContext): string {
  return textOf(params, 'key');
}

/** The fields of the form that faults of an entry belong to: `phones.1` is about the phones. */
function fieldsOf(faults: readonly string[]): EngineerField[] {
  return FIELDS.filter((field) => faults.some((fault) => fault.split('.')[0] === field));
}
