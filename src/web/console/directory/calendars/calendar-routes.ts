import { calendarYear } from '../../../../domain/calendar/calendar-year.ts';
import { usableDefinition } from '../../../../domain/calendar/usable-calendar.ts';
import { createRule, keyOfNew } from '../../../../domain/directory-changes/rule-life.ts';
import { saveCalendar } from '../../../../domain/directory-changes/save-rule.ts';
import { unreachedByCalendar } from '../../../../domain/directory-changes/unreached-edit.ts';
import type { CalendarEntry } from '../../../../domain/directory-entry/directory-schema.ts';
import { listRules, loadRule } from '../../../../domain/plans/rule-edit-store.ts';
import { loadTitles } from '../../../../domain/plans/rule-life-store.ts';
import { address } from '../../address.ts';
import { audited } from '../../audited.ts';
import { textOf } from '../../form.ts';
import { noticeIn } from '../../notice.ts';
import { ruleEdit, weighEdit } from '../../rehearsal/edit-effect.ts';
import { trialOf, tryNew, UNTRIED, untriedNew } from '../../rehearsal/trial.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../../route.ts';
import { notFound } from '../../turned-away.ts';
import type { TitledWords } from '../../words/index.ts';
import {
  asItStood,
  changedFields,
  type Draft,
  newDraft,
  overtakenDraft,
  typedFields,
  withFaults,
} from '../draft.ts';
import { handBackTo } from '../hand-back.ts';
import { retireRoutes } from '../retire-rule.ts';
import { isoDayOf } from '../say-date.ts';
import { zoneForNew } from '../zones.ts';
import { CALENDAR_FIELDS, calendarFields, checkCalendar, newCalendarFields } from './calendar-form.ts';
import { calendarFormPage } from './calendar-form-page.ts';
import { calendarPage, calendarsPage } from './calendar-pages.ts';
import { readQuestion } from './preview.ts';

/** Calendars: a year at a glance, when an answer would be due, and the forms that make and change them. */
export const CALENDAR_ROUTES: readonly Route[] = [
  get('/registry/calendars', null, index),
  get('/registry/new/calendars', 'registry', add),
  post('/registry/new/calendars', 'registry', create),
  get('/registry/calendars/:name', null, show),
  get('/registry/calendars/:name/edit', 'registry', edit),
  post('/registry/calendars/:name/edit', 'registry', update),
  ...retireRoutes('calendars'),
  post(
    '/registry/calendars/:name/hand-back',
    'registry',
    handBackTo('calendars', (name) => address('/registry/calendars/:name', { name, done: 'hand-back' })),
  ),
];

async function index(context: RouteContext): Promise<Answer> {
  const calendars = await listRules(context.deps.database, 'calendars');
  return { page: calendarsPage(context, calendars, noticeIn(context, context.words.make.done)) };
}

async function add(context: RouteContext): Promise<Answer> {
  const { deps, words, query, format } = context;
  const copied = await loadRule(deps.database, 'calendars', textOf(query, 'copy'));
  if (!copied) return newForm(context, newDraft(newCalendarFields(zoneForNew(format.zone))));
  const name = words.make.copyOf(copied.definition.title ?? copied.name);
  const fields = { ...calendarFields(copied.definition, words.locale), name };
  return newForm(context, newDraft(fields));
}

async function create(context: RouteContext): Promise<Answer> {
  const { deps, words } = context;
  const fields = typedFields(context.body, CALENDAR_FIELDS);
  const { entry, faults = [] } = checkCalendar(fields);
  const paths = fields.name ? faults : ['name', ...faults];
  if (!entry || paths.length > 0) return newForm(context, withFaults(fields, paths, rulesOf(words)), 422);
  const unreached = await unreachedDraft(
    context,
    await keyOfNew(deps.database, 'calendars', entry),
    entry,
    fields,
  );
  if (unreached) return newForm(context, unreached, 422);
  if (textOf(context.body, 'do') === 'try') {
    const trial = await tryNew(context, 'calendars', entry);
    return { page: calendarFormPage(context, null, newDraft(fields), trial) };
  }
  const name = await audited(
    context,
    (tx, change) => createRule(tx, 'calendars', entry, change),
    (key) => key !== null && { action: 'calendar-added', subject: key },
  );
  if (name === null) return create(context);
  return { to: address('/registry/calendars/:name', { name, done: 'added' }) };
}

async function newForm(context: RouteContext, draft: Draft, status = 200): Promise<Answer> {
  return { page: calendarFormPage(context, null, draft, await untriedNew(context, 'calendars')), status };
}

/** A calendar that does not open for long enough for what a plan of its customers promises; else null. */
async function unreachedDraft(
  { deps, words, now }: RouteContext,
  key: string,
  entry: CalendarEntry,
  fields: Record<string, string>,
): Promise<Draft | null> {
  const [found] = await unreachedByCalendar(deps.database, key, entry, now);
  if (!found) return null;
  const { plans } = await loadTitles(deps.database);
  const fault = words.calendars.unreached(plans.get(found.plan) ?? found.plan, found.severities.join(', '));
  return withFaults(fields, ['hours.mon'], { 'hours.mon': fault });
}

function rulesOf({ calendars, make }: TitledWords): Record<string, string> {
  return { ...calendars.rules, name: make.nameRule };
}

async function show(context: RouteContext): Promise<Answer> {
  const { deps, words, query, now } = context;
  const calendar = await calendarIn(context);
  const { definition } = calendar;
  const plans = await listRules(deps.database, 'plans');
  const names = plans.map(({ name }) => name);
  const typed = typedFields(query, ['plan', 'severity', 'day', 'time']);
  const usable = usableDefinition(definition);
  const zone = usable.timezone;
  const question = readQuestion(typed, names, now, zone);
  const year = readYear(query, Number(isoDayOf(now, zone).slice(0, 4)));
  const days = calendarYear(usable, year, words.language);
  const story = { calendar, isKnown: usable === definition, zone, year, days, plans, question };
  return {
    page: calendarPage(context, story, noticeIn(context, { ...words.edit.done, ...words.make.done })),
  };
}

async function edit(context: RouteContext): Promise<Answer> {
  const { name, definition } = await calendarIn(context);
  return {
    page: calendarFormPage(
      context,
      name,
      newDraft(calendarFields(definition, context.words.locale)),
      UNTRIED,
    ),
  };
}

async function update(context: RouteContext): Promise<Answer> {
  const { words } = context;
  const { name, definition } = await calendarIn(context);
  const before = calendarFields(definition, words.locale);
  const fields = typedFields(context.body, [...CALENDAR_FIELDS, 'version']);
  const { entry, faults } = checkCalendar(fields);
  if (!entry) {
    const draft = withFaults(fields, faults, rulesOf(words));
    return { page: calendarFormPage(context, name, draft, UNTRIED), status: 422 };
  }
  const unreached = await unreachedDraft(context, name, entry, fields);
  if (unreached) return { page: calendarFormPage(context, name, unreached, UNTRIED), status: 422 };
  const wish = textOf(context.body, 'do');
  const { effect, shownAs } = await weighEdit(wish, ruleEdit('calendars', name, entry), context);
  if (shownAs !== null) {
    const trial = await trialOf(context, effect);
    return { page: calendarFormPage(context, name, newDraft(fields), trial), status: shownAs };
  }
  const changed = changedFields(before, calendarFields(entry, words.locale));
  const wanted = asItStood(definition, entry, changed);
  const saved = await audited(
    context,
    (tx, change) => saveCalendar(tx, name, { entry: wanted, version: fields.version ?? '' }, change),
    (outcome) =>
      outcome === 'saved' && { action: 'calendar-changed', subject: name, detail: { fields: changed } },
  );
  if (saved === 'saved' || saved === 'unchanged')
    return { to: address('/registry/calendars/:name', { name, done: 'saved' }) };
  const draft = overtakenDraft(fields, before, words.edit.overtaken);
  return { page: calendarFormPage(context, name, draft, UNTRIED), status: 409 };
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
