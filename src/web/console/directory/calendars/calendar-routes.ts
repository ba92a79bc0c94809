import type { Request, Router } from 'express';
import { calendarYear } from '../../../../domain/calendar/calendar-year.ts';
import { saveCalendar } from '../../../../domain/directory-changes/save-rule.ts';
import { listRules, loadRule } from '../../../../domain/plans/rule-edit-store.ts';
import { addAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import { strictRouter } from '../../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../../context.ts';
import type { ConsoleDeps } from '../../deps.ts';
import { textOf } from '../../form.ts';
import { notFoundPage } from '../../message-page.ts';
import { changedFields } from '../customers/customer-form.ts';
import { doneIn } from '../done-in.ts';
import { newDraft, overtakenDraft, typedFields, withFaults } from '../draft.ts';
import { handBackRule } from '../hand-back-route.ts';
import { isoDayOf } from '../say-date.ts';
import { CALENDAR_FIELDS, calendarFields, checkCalendar } from './calendar-form.ts';
import { calendarFormPage } from './calendar-form-page.ts';
import { calendarPage, calendarsPage } from './calendar-pages.ts';
import { readQuestion } from './preview.ts';

/** Calendars: a year at a glance, when an answer would be due, and the form that changes them. */
export function calendarRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();
  const find = (request: Request) => loadRule(database, 'calendars', textOf(request.params, 'name'));

  routes.get(
    '/',
    asUser(deps, null, async (context, _request, response) => {
      sendHtml(response, calendarsPage(context, await listRules(database, 'calendars')));
    }),
  );

  routes.get(
    '/:name',
    asUser(deps, null, async (context, request, response) => {
      const calendar = await find(request);
      if (!calendar) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const { definition } = calendar;
      const plans = await listRules(database, 'plans');
      const names = plans.map(({ name }) => name);
      const typed = typedFields(request.query, ['plan', 'severity', 'day', 'time']);
      const question = readQuestion(typed, names, context.now, definition.timezone);
      const year = readYear(request, Number(isoDayOf(context.now, definition.timezone).slice(0, 4)));
      const days = calendarYear(definition, year, context.words.language);
      const story = { calendar, year, days, plans, question };
      sendHtml(response, calendarPage(context, story, doneIn(context.words, request.query)));
    }),
  );

  routes.get(
    '/:name/edit',
    asUser(deps, 'registry', async (context, request, response) => {
      const calendar = await find(request);
      if (!calendar) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const draft = newDraft(calendarFields(calendar.definition));
      sendHtml(response, calendarFormPage(context, calendar.name, draft));
    }),
  );

  routes.post(
    '/:name/edit',
    asUser(deps, 'registry', async (context, request, response) => {
      const { words, user, now } = context;
      const calendar = await find(request);
      if (!calendar) {
        sendHtml(response, notFoundPage(context), 404);
        return;
      }
      const { name } = calendar;
      const before = calendarFields(calendar.definition);
      const fields = typedFields(request.body, [...CALENDAR_FIELDS, 'version']);
      const { entry, faults } = checkCalendar(fields);
      if (!entry) {
        const draft = withFaults(fields, faults, words.calendars.rules);
        sendHtml(response, calendarFormPage(context, name, draft), 422);
        return;
      }
      const saved = await database.transaction(async (tx) => {
        const outcome = await saveCalendar(tx, name, entry, fields.version ?? '', { by: user.name, now });
        const detail = { fields: changedFields(before, fields) };
        if (outcome === 'saved')
          await addAuditEntry(tx, user, { action: 'calendar-changed', subject: name, detail }, now);
        return outcome;
      });
      if (saved === 'saved') {
        response.redirect(303, `/registry/calendars/${encodeURIComponent(name)}?done=saved`);
        return;
      }
      const draft = overtakenDraft(fields, before, words.edit.overtaken);
      sendHtml(response, calendarFormPage(context, name, draft), 409);
    }),
  );

  routes.post('/:name/hand-back', handBackRule(deps, 'calendars'));
  return routes;
}

/** Years whose holidays are worth showing. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

function readYear(request: Request, usual: number): number {
  const year = Number(textOf(request.query, 'year'));
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR ? year : usual;
}
