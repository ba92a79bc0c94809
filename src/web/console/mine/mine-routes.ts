import { whoIsOnCall } from '../../../domain/oncall/on-call.ts';
import { describePage } from '../../../domain/paging/describe-page.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { currentPushKey } from '../../../domain/push/push-keys.ts';
import { readResting } from '../../../domain/relief/read-resting.ts';
import { address } from '../address.ts';
import { auditLook } from '../audited.ts';
import { readOnCall } from '../board/read-on-call.ts';
import { formatFor } from '../format.ts';
import type { Html } from '../html.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, atDoor, get, type Handler, type Route, type RouteContext } from '../route.ts';
import { readEngineerRecord } from '../schedules/read-engineer-record.ts';
import { TICKET_ACTIONS } from '../ticket/act-on-ticket.ts';
import type { FilledForm, FormContext } from '../ticket/filled-form.ts';
import { readTicket } from '../ticket/read-ticket.ts';
import type { Said } from '../ticket/ticket-page.ts';
import { type ActedSaid, changeTicketBy, formOfTicket, saidIn } from '../ticket/ticket-routes.ts';
import { notFound } from '../turned-away.ts';
import { devicePage, offlinePage } from './device-page.ts';
import { myShiftsPage, onCallPage } from './duty-pages.ts';
import { myTicketPage } from './my-ticket-page.ts';
import { myTicketsPage, notMinePage } from './my-tickets-page.ts';
import { PUSH_ROUTES } from './push-routes.ts';
import { readMyTickets } from './read-mine.ts';

/** What an engineer does with one thumb; all else is on the page of the ticket. */
const ACTIONS = ['acknowledge', 'connect', 'answer', 'note', 'pass-on'] as const;

/** The engineers' app: it can be installed, and reads and acts without scripts, too. */
export const MINE_ROUTES: readonly Route[] = [
  atDoor('get', '/mine/offline', ({ deps, words }) => ({ page: offlinePage(words, deps.hotline.number) })),
  get('/mine', null, tickets),
  get('/mine/on-call', null, onCall),
  get('/mine/shifts', null, forEngineers(shifts)),
  get('/mine/device', null, device),
  get('/mine/tickets/:number', null, ticket),
  ...ACTIONS.flatMap((name) => {
    const handle = changeTicketBy(name, { addressOf: backTo, showAgain });
    return formOfTicket(`/mine/tickets/:number/${name}`, TICKET_ACTIONS[name].right, {
      handle,
      show: ticket,
    });
  }),
  ...PUSH_ROUTES,
];

/** Whoever passes a ticket on is done with it. */
function backTo(number: string, said: ActedSaid): string {
  if ('done' in said && said.done === 'passed-on') return address('/mine', said);
  return address('/mine/tickets/:number', { number, ...said });
}

/** @param handle is told which engineer it is */
function forEngineers(handle: (context: RouteContext, engineer: string) => Promise<Answer>): Handler {
  return (context) => {
    const { engineer } = context.user;
    return engineer === null ? { page: notMinePage(context) } : handle(context, engineer);
  };
}

async function pushKeyOf({ deps, now }: RouteContext): Promise<string> {
  return (await currentPushKey(deps.database, deps.push.encryption, now)).publicKey;
}

function tickets(context: RouteContext): Promise<Answer> | Answer {
  return forEngineers(async ({ deps, now, words }, engineer) => {
    const { 'passed-on': passedOn } = words.ticket.done;
    const schedules = await listSchedules(deps.database);
    const onCallIn = [...schedules].filter(
      ([, schedule]) => whoIsOnCall(schedule, now)?.engineer === engineer,
    );
    const page = {
      tickets: await readMyTickets(deps.database, engineer),
      onCall: onCallIn.map(([key, { title }]) => title ?? key),
      restsUntil: (await readResting(deps.database, schedules.values(), now)).get(engineer) ?? null,
      notice: noticeIn(context, { 'passed-on': passedOn }),
      pushKey: await pushKeyOf(context),
    };
    return { page: myTicketsPage(context, page) };
  })(context);
}

function ticket(context: RouteContext): Promise<Answer> {
  return showTicket(context, saidIn(context));
}

async function showAgain(context: RouteContext, filled: FilledForm): Promise<Answer> {
  const path = address('/mine/tickets/:number', { number: context.params.number ?? '' });
  return { ...(await showTicket({ ...context, path, filled }, filled)), status: 409 };
}

async function showTicket(context: RouteContext & FormContext, said: Said): Promise<{ page: Html }> {
  const { deps, params, now, user, words } = context;
  const story = await readTicket(deps, params.number ?? '', now);
  if (!story) notFound();
  // a page that is in sight is asked for again and again
  await auditLook(context, { action: 'viewed-ticket', subject: story.ticket.number });
  const { 'tried-before': tried } = await describePage(deps.database, story.ticket, user, now);
  const format = formatFor(words, story.window.calendar.timezone);
  const page = { story, said, tried, pushKey: await pushKeyOf(context) };
  return { page: myTicketPage({ ...context, format }, page) };
}

async function onCall(context: RouteContext): Promise<Answer> {
  const lines = await readOnCall(context.deps.database, context.now);
  return { page: onCallPage(context, lines, await pushKeyOf(context)) };
}

async function shifts(context: RouteContext, engineer: string): Promise<Answer> {
  const { deps, now } = context;
  const schedules = await listSchedules(deps.database);
  const record = await readEngineerRecord(deps.database, engineer, schedules, now);
  return { page: myShiftsPage(context, record, await pushKeyOf(context)) };
}

async function device(context: RouteContext): Promise<Answer> {
  return { page: devicePage(context, await pushKeyOf(context)) };
}
