import { calendarYear } from '../../../../domain/calendar/calendar-year.ts';
import { saveCalendar } from '../../../../domain/directory-changes/save-rule.ts';
import { listRules, loadRule } from '../../../../domain/plans/rule-edit-store.ts';
import { address } from '../../address.ts';
import { audited } from '../../audited.ts';
import { textOf } from '../../form.ts';
import { noticeIn } from '../../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../../route.ts';
import { notFound } from '../../turned-away.ts';
import { changedFields } from '../customers/customer-form.ts';
import { newDraft, overtakenDraft, typedFields, withFaults } from '../draft.ts';
import { handBackTo } from '../hand-back.ts';
import { isoDayOf } from '../say-date.ts';
import { CALENDAR_FIELDS, calendarFields, checkCalendar } from './calendar-form.ts';
import { calendarFormPage } from './calendar-form-page.ts';
import { calendarPage, calendarsPage } from './calendar-pages.ts';
import { readQuestion } from './preview.ts';

/** Calendars: a year at a glance, when an answer would be due, and the form that changes them. */
export const CALENDAR_ROUTES: readonly Route[] = [
  get('/registry/calendars', null, index),
  get('/registry/calendars/:name', null, show),
  get('/registry/calendars/:name/edit', 'registry', edit),
  post('/registry/calendars/:name/edit', 'registry', update),
  post(
    '/registry/calendars/:name/hand-back',
    'registry',
    handBackTo('calendars', (name) => address('/registry/calendars/:name', { name, done: 'hand-back' })),
  ),
];

async function index(context: RouteContext): Promise<Answer> {
  return { page: calendarsPage(context, await listRules(context.deps.database, 'calendars')) };
}

async function show(context: RouteContext): Promise<Answer> {
  const { deps, words, query, now } = context;
  const calendar = await calendarIn(context);
  const { definition } = calendar;
  const plans = await listRules(deps.database, 'plans');
  const names = plans.map(({ name }) => name);
  const typed = typedFields(query, ['plan', 'severity', 'day', 'time']);
  const question = readQuestion(typed, names, now, definition.timezone);
  const year = readYear(query, Number(isoDayOf(now, definition.timezone).slice(0, 4)));
  const days = calendarYear(definition, year, words.language);
  const story = { calendar, year, days, plans, question };
  return { page: calendarPage(context, story, noticeIn(context, words.edit.done)) };
}

async function edit(context: RouteContext): Promise<Answer> {
  const { name, definition } = await calendarIn(context);
  return { page: calendarFormPage(context, name, newDraft(calendarFields(definition))) };
}

async function update(context: RouteContext): Promise<Answer> {
  const { words } = context;
  const { name, definition } = await calendarIn(context);
  const before = calendarFields(definition);
  const fields = typedFields(context.body, [...CALENDAR_FIELDS, 'version']);
  const { entry, faults } = checkCalendar(fields);
  if (!entry) {
    const draft = withFaults(fields, faults, words.calendars.rules);
    return { page: calendarFormPage(context, name, draft), status: 422 };
  }
  const detail = { fields: changedFields(before, fields) };
  const saved = await audited(
    context,
    (tx, change) => saveCalendar(tx, name, entry, fields.version ?? '', change),
    (outcome) => outcome === 'saved' && { action: 'calendar-changed', subject: name, detail },
  );
  if (saved === 'saved') return { to: address('/registry/calendars/:name', { name, done: 'saved' }) };
  const draft = overtakenDraft(fields, before, words.edit.overtaken);
  return { page: calendarFormPage(context, name, draft), status: 409 };
}

async function calendarIn({ deps, params }: RouteContext) {
  return (await loadRule(deps.database, 'calendars', textOf(params, 'name'))) ?? notFound();
}

/** Years whose holidays are worth showing. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

function readYear(query: unknown, usual: number): number {
  const year = Number(textOf(query, 'year'));
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR ? year : usual;
}
