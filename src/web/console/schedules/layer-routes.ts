import { saveSchedule } from '../../../domain/directory-changes/save-schedule.ts';
import { checkEntry, schemasInForce } from '../../../domain/directory-entry/check-entry.ts';
import { fingerprintOf } from '../../../domain/directory-entry/fingerprint.ts';
import type { LayerDefinition } from '../../../domain/oncall/schedule.ts';
import type { Db } from '../../../platform/db/database.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { textOf } from '../form.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import {
  draftOfLayers,
  type LayerDraft,
  layerFaults,
  readLayersDraft,
  reworkLayers,
  toLayers,
} from './layers-draft.ts';
import { type LayersEdit, layersEditPage } from './layers-edit-page.ts';
import { newGaps } from './new-gaps.ts';
import { type ScheduleStory, scheduleIn } from './read-schedule.ts';

/** The layers of a schedule, edited. */
export const LAYER_ROUTES: readonly Route[] = [
  get('/registry/schedules/:name/edit', 'registry', edit),
  post('/registry/schedules/:name/edit', 'registry', update),
];

async function edit(context: RouteContext): Promise<Answer> {
  const story = await scheduleIn(context);
  return form(context, story, { draft: draftOfLayers(story.entry.definition.layers) });
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, body, now } = context;
  const story = await scheduleIn(context);
  const { schedule, entry } = story;
  const wish = textOf(body, 'do');
  const version = textOf(body, 'version');
  const draft = reworkLayers(readLayersDraft(body), wish);
  if (wish !== 'save' && wish !== 'accept') return form(context, story, { draft, version });
  const { layers, faults } = await check(deps.database, story, draft);
  if (!layers) return form(context, story, { draft, version, faults }, 422);
  const gaps = newGaps(schedule, { ...schedule, layers }, now);
  if (gaps.length > 0 && wish !== 'accept') return form(context, story, { draft, version, gaps }, 409);
  if ((await save(context, story, layers, version)) === 'saved')
    return { to: address('/registry/schedules/:name', { name: entry.name, done: 'changed' }) };
  // whoever saves again does so knowing what stands
  return form(context, story, { draft, isOvertaken: true }, 409);
}

/** Holds layers against the schema of the directory file, and against the clock. */
async function check(db: Db, { entry }: ScheduleStory, draft: readonly LayerDraft[]) {
  const { schedule } = await schemasInForce(db);
  const checked = checkEntry(schedule, { ...entry.definition, layers: toLayers(draft) });
  if (!checked.entry) return { faults: checked.faults };
  const { layers, timezone } = checked.entry;
  const faults = layerFaults(layers, timezone);
  return faults.length > 0 ? { faults } : { layers, faults };
}

function save(
  context: RouteContext,
  { entry: { name, definition: before } }: ScheduleStory,
  layers: LayerDefinition[],
  version: string,
) {
  // what was checked are layers of the schema
  const definition = { ...before, layers: layers as typeof before.layers };
  return audited(
    context,
    (tx, change) => saveSchedule(tx, name, definition, version, change),
    (saved) => saved === 'saved' && { action: 'schedule-changed', subject: name },
  );
}

function form(
  context: RouteContext,
  story: ScheduleStory,
  edited: Pick<LayersEdit, 'draft'> & Partial<LayersEdit>,
  status = 200,
): Answer {
  const version = fingerprintOf(story.entry.definition);
  const usual = { version, faults: [], gaps: [], isOvertaken: false };
  return { page: layersEditPage(context, story, { ...usual, ...edited }), status };
}
