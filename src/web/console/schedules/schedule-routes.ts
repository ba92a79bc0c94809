import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { localMinute } from '../../../domain/oncall/local-now.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { handBackTo } from '../directory/hand-back.ts';
import { retireRoutes } from '../directory/retire-rule.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { readCalendarSpan, spanQuery } from './calendar-span.ts';
import { addOverride, withdrawOverride } from './change-overrides.ts';
import { typedOverride } from './read-override.ts';
import { type ScheduleStory, scheduleIn } from './read-schedule.ts';
import { type SchedulePage, schedulePage } from './schedule-page.ts';
import { schedulesPage } from './schedules-page.ts';

/** Schedules: all of them, the calendar of one, and the overrides that are made in it. */
export const SCHEDULE_ROUTES: readonly Route[] = [
  get('/registry/schedules', null, index),
  get('/registry/schedules/:name', null, show),
  post('/registry/schedules/:name/overrides', 'registry', createOverride),
  post('/registry/schedules/:name/overrides/:id/withdraw', 'registry', withdraw),
  ...retireRoutes('schedules'),
  post(
    '/registry/schedules/:name/hand-back',
    'registry',
    handBackTo('schedules', (name) => address('/registry/schedules/:name', { name, done: 'handed-back' })),
  ),
];

async function index(context: RouteContext): Promise<Answer> {
  const { database } = context.deps;
  const [schedules, engineers] = await Promise.all([listSchedules(database), listEngineers(database)]);
  const notice = noticeIn(context, context.words.make.done);
  return { page: schedulesPage(context, schedules, engineers, notice) };
}

async function show(context: RouteContext): Promise<Answer> {
  const story = await scheduleIn(context);
  return { page: schedulePage(context, story, askedPage(context, story, context.query)) };
}

async function createOverride(context: RouteContext): Promise<Answer> {
  const { params, query, body } = context;
  const name = textOf(params, 'name');
  const typed = typedOverride(body);
  const { outcome } = await audited(
    context,
    (tx, change) => addOverride(tx, { schedule: name, ...change }, typed),
    (made) => 'override' in made && { action: 'override-added', subject: name, detail: { ...made.override } },
  );
  if (outcome === 'unknown') notFound();
  const story = await scheduleIn(context);
  const asked = askedPage(context, story, query);
  return outcome === 'overridden'
    ? { to: address('/registry/schedules/:name', { name, ...spanQuery(asked.span), done: outcome }) }
    : { page: schedulePage(context, story, { ...asked, typed, fault: outcome }), status: 422 };
}

async function withdraw(context: RouteContext): Promise<Answer> {
  const { params, body } = context;
  const [name, id] = [textOf(params, 'name'), textOf(params, 'id')];
  const accept = textOf(body, 'accept') === 'gap';
  const result = await audited(
    context,
    (tx, change) => withdrawOverride(tx, { schedule: name, ...change }, id, { accept }),
    (made) =>
      'override' in made && { action: 'override-withdrawn', subject: name, detail: { ...made.override } },
  );
  if (result.outcome === 'withdrawn')
    return { to: address('/registry/schedules/:name', { name, done: 'withdrawn' }) };
  const story = await scheduleIn(context);
  const asked = askedPage(context, story, {});
  // a colleague was quicker, or it has ended
  if (result.outcome === 'unknown')
    return {
      page: schedulePage(context, story, { ...asked, notice: context.words.rota.noOverride }),
      status: 404,
    };
  const page = { ...asked, opening: { id, gaps: result.gaps } };
  return { page: schedulePage(context, story, page), status: 409 };
}

/** The page that an address asks for. */
function askedPage({ words, now }: RouteContext, { schedule }: ScheduleStory, query: unknown): SchedulePage {
  return {
    span: readCalendarSpan(query, localMinute(schedule.timezone, now)),
    at: textOf(query, 'at'),
    typed: { engineer: '', from: textOf(query, 'begin'), until: textOf(query, 'end') },
    fault: null,
    notice: noticeIn(
      { query },
      {
        ...words.make.done,
        ...words.rota.done,
        mended: words.rehearsal.mended,
      },
    ),
    opening: null,
  };
}
