import { formatLocalTime } from '../../../domain/calendar/local-time.ts';
import { createRule } from '../../../domain/directory-changes/rule-life.ts';
import { saveSchedule } from '../../../domain/directory-changes/save-schedule.ts';
import { checkEntry, schemasInForce } from '../../../domain/directory-entry/check-entry.ts';
import type { ScheduleInFile } from '../../../domain/directory-entry/directory-schema.ts';
import { fingerprintOf } from '../../../domain/directory-entry/fingerprint.ts';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { localMinute } from '../../../domain/oncall/local-now.ts';
import { findScheduleEntry } from '../../../domain/oncall/schedule-store.ts';
import type { Db } from '../../../platform/db/database.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { asItStood, changedFields } from '../directory/draft.ts';
import { zoneForNew } from '../directory/zones.ts';
import { textOf } from '../form.ts';
import { type Edit, hasMended, ruleEdit, weighEdit } from '../rehearsal/edit-effect.ts';
import { trialOf, tryNew, UNTRIED, untriedNew } from '../rehearsal/trial.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { mondayOf } from './draw-weeks.ts';
import {
  draftOfLayers,
  draftOfRest,
  type LayerDraft,
  layerFaults,
  newLayers,
  readLayersDraft,
  readScheduleHead,
  reworkLayers,
  type ScheduleHead,
  toLayers,
  toRest,
} from './layers-draft.ts';
import { type LayersEdit, layersEditPage } from './layers-edit-page.ts';
import { gapsAhead, newGaps } from './new-gaps.ts';
import { type ScheduleStory, scheduleIn } from './read-schedule.ts';

/** The layers of a schedule, edited; and a new schedule. */
export const LAYER_ROUTES: readonly Route[] = [
  get('/registry/new/schedules', 'registry', add),
  post('/registry/new/schedules', 'registry', create),
  get('/registry/schedules/:name/edit', 'registry', edit),
  post('/registry/schedules/:name/edit', 'registry', update),
];

async function edit(context: RouteContext): Promise<Answer> {
  const story = await scheduleIn(context);
  const { definition } = story.entry;
  const draft = draftOfLayers(definition.layers, context.words.locale);
  return form(context, story, { head: headOf(definition), draft });
}

async function add(context: RouteContext): Promise<Answer> {
  const { deps, words, query, now, format } = context;
  const copied = await findScheduleEntry(deps.database, textOf(query, 'copy'));
  if (!copied) {
    const timezone = zoneForNew(format.zone);
    const monday = formatLocalTime(mondayOf(localMinute(timezone, now))).slice(0, 10);
    const head = { name: '', timezone, covers: 'always', rest: draftOfRest() } as const;
    return newForm(context, { head, draft: newLayers(monday, words.locale) });
  }
  const { definition, name: key } = copied;
  const head = { ...headOf(definition), name: words.make.copyOf(definition.title ?? key) };
  return newForm(context, { head, draft: draftOfLayers(definition.layers, words.locale) });
}

async function create(context: RouteContext): Promise<Answer> {
  const { deps, body, now } = context;
  const wish = textOf(body, 'do');
  const head = readScheduleHead(body);
  const draft = reworkLayers(readLayersDraft(body), wish);
  if (wish !== 'save' && wish !== 'accept' && wish !== 'try') return newForm(context, { head, draft });
  const { definition, faults } = await check(deps.database, head, draft, []);
  const wrong = head.name === '' ? ['name', ...faults] : faults;
  if (!definition || wrong.length > 0) return newForm(context, { head, draft, faults: wrong }, 422);
  const gaps = gapsAhead(definition, now);
  if (wish === 'try')
    return newForm(context, { head, draft, gaps, trial: await tryNew(context, 'schedules', definition) });
  if (gaps.length > 0 && wish !== 'accept') return newForm(context, { head, draft, gaps }, 409);
  const name = await audited(
    context,
    (tx, change) => createRule(tx, 'schedules', definition, change),
    (key) => key !== null && { action: 'schedule-added', subject: key },
  );
  // looked at again, the form says what is gone
  if (name === null) return create(context);
  return { to: address('/registry/schedules/:name', { name, done: 'added' }) };
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, body, now, words } = context;
  const story = await scheduleIn(context);
  const { schedule, entry } = story;
  const wish = textOf(body, 'do');
  const version = textOf(body, 'version');
  const { timezone, covers: coveredBefore } = entry.definition;
  const head = { ...readScheduleHead(body), timezone };
  const draft = reworkLayers(readLayersDraft(body), wish);
  if (wish !== 'save' && wish !== 'accept' && wish !== 'try')
    return form(context, story, { head, draft, version });
  const { definition, faults } = await check(deps.database, head, draft, entry.definition.overrides);
  if (!definition) return form(context, story, { head, draft, version, faults }, 422);
  const { layers, covers } = definition;
  const gaps = newGaps(schedule, { ...schedule, layers, ...(covers ? { covers } : {}) }, now);
  const { effect, shownAs } = await weighEdit(wish, editOf(entry.name, definition), context);
  const opens = wish !== 'accept' && gaps.length > 0 ? 409 : null;
  const status = shownAs ?? opens;
  if (status !== null) {
    const trial = await trialOf(context, effect);
    return form(context, story, { head, draft, version, gaps, trial }, status);
  }
  const { covers: _, ...uncovered } = definition;
  // what was left out stays left out
  const kept = coveredBefore === undefined && covers === 'always' ? uncovered : definition;
  const { locale } = words;
  const fields = changedFields(fieldsOf(entry.definition, locale), fieldsOf(kept, locale));
  const wanted = asItStood(entry.definition, kept, fields);
  const saved = await audited(
    context,
    (tx, change) => saveSchedule(tx, entry.name, { entry: wanted, version }, change),
    (outcome) =>
      outcome === 'saved' && { action: 'schedule-changed', subject: entry.name, detail: { fields } },
  );
  // looked at again, the form says what is gone
  if (saved === 'leads-nowhere') return update(context);
  const done = hasMended(effect) ? 'mended' : 'changed';
  if (saved === 'saved' || saved === 'unchanged')
    return { to: address('/registry/schedules/:name', { name: entry.name, done }) };
  // whoever saves again does so knowing what stands
  return form(context, story, { head, draft, isOvertaken: true }, 409);
}

/** What the promises are proven with when the layers are other ones. */
function editOf(name: string, definition: ScheduleInFile): Edit {
  return (rehearsed) => {
    const before = rehearsed.directory.schedules.get(name);
    const after = before ? { ...before, ...definition, overrides: before.overrides } : definition;
    return ruleEdit('schedules', name, after)(rehearsed);
  };
}

/** Holds a schedule against the schema of the directory file, and against the clock. */
async function check(
  db: Db,
  { name, timezone, covers, rest }: ScheduleHead,
  draft: readonly LayerDraft[],
  overrides: ScheduleInFile['overrides'],
): Promise<{ definition?: ScheduleInFile; faults: string[] }> {
  const { schedule } = await schemasInForce(db);
  const head = { ...(name === '' ? {} : { name }), timezone, covers, ...toRest(rest) };
  const checked = checkEntry(schedule, { ...head, layers: toLayers(draft), overrides });
  if (!checked.entry) return { faults: checked.faults };
  const faults = layerFaults(checked.entry.layers, timezone);
  return faults.length > 0 ? { faults } : { definition: checked.entry, faults };
}

function headOf({ title = '', timezone, covers = 'always', rest }: ScheduleInFile): ScheduleHead {
  return { name: title, timezone, covers, rest: draftOfRest(rest) };
}

/** What its form can change. */
function fieldsOf(definition: ScheduleInFile, locale: string): object {
  return { ...headOf(definition), layers: draftOfLayers(definition.layers, locale) };
}

type Edited = Pick<LayersEdit, 'head' | 'draft'> & Partial<LayersEdit>;

const USUAL = { version: '', faults: [], gaps: [], trial: UNTRIED, isOvertaken: false };

function form(
  context: RouteContext,
  { entry, engineers }: ScheduleStory,
  edited: Edited,
  status = 200,
): Answer {
  const version = fingerprintOf(entry.definition);
  const edit = { ...USUAL, version, ...edited };
  return { page: layersEditPage(context, { key: entry.name, engineers }, edit), status };
}

async function newForm(context: RouteContext, edited: Edited, status = 200): Promise<Answer> {
  const engineers = await listEngineers(context.deps.database);
  const trial = edited.trial ?? (await untriedNew(context, 'schedules'));
  return { page: layersEditPage(context, { key: null, engineers }, { ...USUAL, ...edited, trial }), status };
}
