import {
  saveSupervisors,
  versionOfSupervisors,
} from '../../../../domain/directory-changes/save-supervisors.ts';
import { checkEntry, schemasInForce } from '../../../../domain/directory-entry/check-entry.ts';
import type { Supervisors } from '../../../../domain/directory-entry/directory-schema.ts';
import { ONLY_ROW } from '../../../../domain/directory-entry/source-store.ts';
import { findSupervisors } from '../../../../domain/oncall/supervisors-store.ts';
import { address } from '../../address.ts';
import { audited } from '../../audited.ts';
import { textOf } from '../../form.ts';
import { noticeIn } from '../../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../../route.ts';
import { changedFields } from '../draft.ts';
import { handBackEntry } from '../hand-back.ts';
import {
  linesOf,
  readLines,
  type SupervisorsPage,
  supervisorsPage,
  toSupervisors,
} from './supervisors-page.ts';

/** The supervisors' phones, each with a name. */
export const SUPERVISOR_ROUTES: readonly Route[] = [
  get('/registry/supervisors', null, show),
  post('/registry/supervisors', 'registry', update),
  post('/registry/supervisors/hand-back', 'registry', (context) =>
    handBackEntry(context, 'supervisors', ONLY_ROW, address('/registry/supervisors', { done: 'hand-back' })),
  ),
];

function show(context: RouteContext): Promise<Answer> {
  return page(context, { done: noticeIn(context, context.words.edit.done) });
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, body } = context;
  const lines = readLines(body);
  const version = textOf(body, 'version');
  if (textOf(body, 'do') === 'more') return page(context, { lines, version });
  const { supervisors } = await schemasInForce(deps.database, deps.hotline);
  const { entry, faults } = checkEntry(supervisors, toSupervisors(lines));
  if (!entry) return page(context, { lines, version, faults }, 422);
  const before = await findSupervisors(deps.database);
  const detail = { fields: changedFields(fieldsOf(before?.entry), fieldsOf(entry)) };
  const saved = await audited(
    context,
    (tx, change) => saveSupervisors(tx, entry, version, change),
    (outcome) => outcome === 'saved' && { action: 'supervisors-changed', detail },
  );
  if (saved === 'saved' || saved === 'unchanged')
    return { to: address('/registry/supervisors', { done: 'saved' }) };
  return page(context, { lines, isOvertaken: true }, 409);
}

function fieldsOf({ phones, names = {} }: Supervisors = { phones: [] }): object {
  return { phones, names };
}

/** The page as it stands, but for what is told otherwise. */
async function page(context: RouteContext, told: Partial<SupervisorsPage>, status = 200): Promise<Answer> {
  const found = await findSupervisors(context.deps.database);
  const version = versionOfSupervisors(found?.entry);
  const usual = { found, version, lines: linesOf(found?.entry), faults: [], isOvertaken: false, done: null };
  return { page: supervisorsPage(context, { ...usual, ...told }), status };
}
