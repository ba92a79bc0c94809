import type { Router } from 'express';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, sendPage, type Visit } from '../context.ts';
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
    asUser(deps, null, async (visit, _request, response) => {
      const [schedules, engineers] = await Promise.all([listSchedules(database), listEngineers(database)]);
      sendPage(response, schedulesPage(visit, schedules, engineers));
    }),
  );

  routes.get(
    '/registry/schedules/:name',
    asUser(deps, null, async (visit, request, response) => {
      const story = await readSchedule(database, textOf(request.params, 'name'));
      if (!story) sendPage(response, notFoundPage(visit), 404);
      else sendPage(response, schedulePage(visit, story, askedPage(visit, story, request.query)));
    }),
  );

  routes.post(
    '/registry/schedules/:name/overrides',
    asUser(deps, 'registry', async (visit, request, response) => {
      const schedule = textOf(request.params, 'name');
      const typed = typedOverride(request.body);
      const { outcome } = await database.transaction((tx) =>
        addOverride(tx, { user: visit.user, schedule, now: visit.now }, typed),
      );
      const story = outcome === 'unknown' ? null : await readSchedule(database, schedule);
      if (!story || outcome === 'unknown') {
        sendPage(response, notFoundPage(visit), 404);
      } else if (outcome === 'overridden') {
        const query = spanQuery(askedPage(visit, story, request.query).span);
        response.redirect(303, pathWith(schedulePath(schedule), { ...query, done: outcome }));
      } else {
        const page = { ...askedPage(visit, story, request.query), typed, fault: outcome };
        sendPage(response, schedulePage(visit, story, page), 422);
      }
    }),
  );

  routes.post(
    '/registry/schedules/:name/overrides/:id/withdraw',
    asUser(deps, 'registry', async (visit, request, response) => {
      const [schedule, id] = [textOf(request.params, 'name'), textOf(request.params, 'id')];
      const accept = textOf(request.body, 'accept') === 'gap';
      const result = await database.transaction((tx) =>
        withdrawOverride(tx, { user: visit.user, schedule, now: visit.now }, id, { accept }),
      );
      const story = result.outcome === 'gap' ? await readSchedule(database, schedule) : null;
      if (result.outcome === 'gap' && story) {
        const page = { ...askedPage(visit, story, {}), opening: { id, gaps: result.gaps } };
        sendPage(response, schedulePage(visit, story, page), 409);
      } else if (result.outcome === 'withdrawn') {
        response.redirect(303, pathWith(schedulePath(schedule), { done: 'withdrawn' }));
      } else {
        sendPage(response, notFoundPage(visit), 404);
      }
    }),
  );
  return routes;
}

/** The page that an address asks for. */
function askedPage({ now }: Visit, { schedule }: ScheduleStory, query: unknown): SchedulePage {
  return {
    span: readCalendarSpan(query, localMinute(schedule.timezone, now)),
    at: textOf(query, 'at'),
    typed: { engineer: '', from: textOf(query, 'begin'), until: textOf(query, 'end') },
    fault: null,
    done: DONE.find((known) => known === textOf(query, 'done')) ?? null,
    opening: null,
  };
}
