import type { Router } from 'express';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { pathWith } from '../language.ts';
import { notFoundPage } from '../message-page.ts';
import { readCalendarSpan, spanQuery } from './calendar-span.ts';
import { addOverride, withdrawOverride } from './change-overrides.ts';
import { localMinute } from './local-now.ts';
import { typedOverride } from './read-override.ts';
import { readSchedule, type ScheduleStory } from './read-schedule.ts';
import { type SchedulePage, schedulePage } from './schedule-page.ts';
import { schedulePath } from './schedule-path.ts';
import { schedulesPage } from './schedules-page.ts';

const DONE = ['overridden', 'withdrawn', 'changed', 'handed-back'] as const;

/** Schedules: all of them, the calendar of one, and the overrides that are made in it. */
export function scheduleRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();

  routes.get(
    '/registry/schedules',
    asUser(deps, null, async (context, _request, response) => {
      const [schedules, engineers] = await Promise.all([listSchedules(database), listEngineers(database)]);
      sendHtml(response, schedulesPage(context, schedules, engineers));
    }),
  );

  routes.get(
    '/registry/schedules/:name',
    asUser(deps, null, async (context, request, response) => {
      const story = await readSchedule(database, textOf(request.params, 'name'));
      if (!story) sendHtml(response, notFoundPage(context), 404);
      else sendHtml(response, schedulePage(context, story, askedPage(context, story, request.query)));
    }),
  );

  routes.post(
    '/registry/schedules/:name/overrides',
    asUser(deps, 'registry', async (context, request, response) => {
      const schedule = textOf(request.params, 'name');
      const typed = typedOverride(request.body);
      const { outcome } = await database.transaction((tx) =>
        addOverride(tx, { user: context.user, schedule, now: context.now }, typed),
      );
      const story = outcome === 'unknown' ? null : await readSchedule(database, schedule);
      if (!story || outcome === 'unknown') {
        sendHtml(response, notFoundPage(context), 404);
      } else if (outcome === 'overridden') {
        const query = spanQuery(askedPage(context, story, request.query).span);
        response.redirect(303, pathWith(schedulePath(schedule), { ...query, done: outcome }));
      } else {
        const page = { ...askedPage(context, story, request.query), typed, fault: outcome };
        sendHtml(response, schedulePage(context, story, page), 422);
      }
    }),
  );

  routes.post(
    '/registry/schedules/:name/overrides/:id/withdraw',
    asUser(deps, 'registry', async (context, request, response) => {
      const [schedule, id] = [textOf(request.params, 'name'), textOf(request.params, 'id')];
      const accept = textOf(request.body, 'accept') === 'gap';
      const result = await database.transaction((tx) =>
        withdrawOverride(tx, { user: context.user, schedule, now: context.now }, id, { accept }),
      );
      const story = result.outcome === 'gap' ? await readSchedule(database, schedule) : null;
      if (result.outcome === 'gap' && story) {
        const page = { ...askedPage(context, story, {}), opening: { id, gaps: result.gaps } };
        sendHtml(response, schedulePage(context, story, page), 409);
      } else if (result.outcome === 'withdrawn') {
        response.redirect(303, pathWith(schedulePath(schedule), { done: 'withdrawn' }));
      } else {
        sendHtml(response, notFoundPage(context), 404);
      }
    }),
  );
  return routes;
}

/** The page that an address asks for. */
function askedPage({ now }: ConsoleContext, { schedule }: ScheduleStory, query: unknown): SchedulePage {
  return {
    span: readCalendarSpan(query, localMinute(schedule.timezone, now)),
    at: textOf(query, 'at'),
    typed: { engineer: '', from: textOf(query, 'begin'), until: textOf(query, 'end') },
    fault: null,
    done: DONE.find((known) => known === textOf(query, 'done')) ?? null,
    opening: null,
  };
}
