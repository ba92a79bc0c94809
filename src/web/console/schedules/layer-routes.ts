import type { Response, Router } from 'express';
import { saveSchedule } from '../../../domain/directory-changes/save-schedule.ts';
import { checkEntry, schemasInForce } from '../../../domain/directory-entry/check-entry.ts';
import { fingerprintOf } from '../../../domain/directory-entry/fingerprint.ts';
import type { LayerDefinition } from '../../../domain/oncall/schedule.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { notFoundPage } from '../message-page.ts';
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
import { readSchedule, type ScheduleStory } from './read-schedule.ts';
import { schedulePath } from './schedule-path.ts';

const EDIT = '/registry/schedules/:name/edit';

/** The layers of a schedule, edited. */
export function layerRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();

  routes.get(
    EDIT,
    asUser(deps, 'registry', async (context, request, response) => {
      const story = await readSchedule(database, textOf(request.params, 'name'));
      if (story) show(context, response, story, { draft: draftOfLayers(story.entry.definition.layers) });
      else sendHtml(response, notFoundPage(context), 404);
    }),
  );

  routes.post(
    EDIT,
    asUser(deps, 'registry', async (context, request, response) => {
      const story = await readSchedule(database, textOf(request.params, 'name'));
      if (!story) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const wish = textOf(request.body, 'do');
      const version = textOf(request.body, 'version');
      const draft = reworkLayers(readLayersDraft(request.body), wish);
      if (wish !== 'save' && wish !== 'accept') {
        show(context, response, story, { draft, version });
        return;
      }
      const { layers, faults } = await check(story, draft);
      if (!layers) {
        show(context, response, story, { draft, version, faults }, 422);
        return;
      }
      const gaps = newGaps(story.schedule, { ...story.schedule, layers }, context.now);
      if (gaps.length > 0 && wish !== 'accept') show(context, response, story, { draft, version, gaps }, 409);
      else if ((await save(context, story, layers, version)) === 'saved')
        response.redirect(303, `${schedulePath(story.entry.name)}?done=changed`);
      // whoever saves again does so knowing what stands
      else show(context, response, story, { draft, isOvertaken: true }, 409);
    }),
  );

  /** Holds layers against the schema of the directory file, and against the clock. */
  async function check({ entry }: ScheduleStory, draft: readonly LayerDraft[]) {
    const { schedule } = await schemasInForce(database);
    const checked = checkEntry(schedule, { ...entry.definition, layers: toLayers(draft) });
    if (!checked.entry) return { faults: checked.faults };
    const { layers, timezone } = checked.entry;
    const faults = layerFaults(layers, timezone);
    return faults.length > 0 ? { faults } : { layers, faults };
  }

  function save(
    { user, now }: ConsoleContext,
    { entry }: ScheduleStory,
    layers: LayerDefinition[],
    version: string,
  ) {
    return database.transaction(async (tx) => {
      // what was checked are layers of the schema
      const definition = { ...entry.definition, layers: layers as typeof entry.definition.layers };
      const saved = await saveSchedule(tx, entry.name, definition, version, { by: user.name, now });
      if (saved === 'saved')
        await addAuditEntry(tx, user, { action: 'schedule-changed', subject: entry.name }, now);
      return saved;
    });
  }

  return routes;
}

function show(
  context: ConsoleContext,
  response: Response,
  story: ScheduleStory,
  edit: Pick<LayersEdit, 'draft'> & Partial<LayersEdit>,
  status = 200,
): void {
  const version = fingerprintOf(story.entry.definition);
  const usual = { version, faults: [], gaps: [], isOvertaken: false };
  sendHtml(response, layersEditPage(context, story, { ...usual, ...edit }), status);
}
