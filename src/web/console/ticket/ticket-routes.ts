import { findTicket } from '../../../domain/tickets/ticket-store.ts';
import type { Right } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { audited, auditView } from '../audited.ts';
import type { ConsoleContext } from '../context.ts';
import { textOf } from '../form.ts';
import { formatFor } from '../format.ts';
import type { Html } from '../html.ts';
import { openStream, sessionStay } from '../live/stream.ts';
import { ANSWERED, type Answer, get, type Handler, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { type Done, type Refused, TICKET_ACTIONS, type TicketAction } from './act-on-ticket.ts';
import { type FilledForm, type FormContext, filledForm } from './filled-form.ts';
import { type LiveTicket, readLiveTicket } from './live-ticket.ts';
import { createTelling } from './ticket-change.ts';
import { type Said, ticketPage } from './ticket-page.ts';
import { isOrder, orderOf, rememberOrder } from './timeline-order.ts';

/** A ticket, and what can be done about it. */
export const TICKET_ROUTES: readonly Route[] = [
  get('/tickets/:number', null, show),
  get('/tickets/:number/live', null, follow),
  ...(Object.keys(TICKET_ACTIONS) as TicketActionName[]).flatMap((name) => {
    const handle = changeTicketBy(name, { addressOf: ticketAddress, showAgain });
    return formOfTicket(`/tickets/:number/${name}`, TICKET_ACTIONS[name].right, { handle, show });
  }),
];

async function show(context: RouteContext): Promise<Answer> {
  const { deps, response } = context;
  const chosen = textOf(context.query, 'order');
  if (isOrder(chosen)) {
    const number = await ticketIn(context);
    rememberOrder(response, chosen, { secure: deps.publicUrl.startsWith('https:') });
    return { to: address('/tickets/:number', { number }) };
  }
  return { page: await pageIn(context, saidIn(context)) };
}

async function showAgain(context: RouteContext, filled: FilledForm): Promise<Answer> {
  const path = ticketAddress(context.params.number ?? '', {});
  return { page: await pageIn({ ...context, path, filled }, filled), status: 409 };
}

async function pageIn(context: RouteContext & FormContext, said: Said): Promise<Html> {
  const live = await readLiveTicket(context.deps, context.params.number ?? '', context.now);
  if (!live) notFound();
  await auditView(context, { action: 'viewed-ticket', subject: live.story.ticket.number });
  return ticketPage(inTimeOf(live, context), live, { said, order: orderOf(context.request) });
}

async function follow(context: RouteContext): Promise<Answer> {
  const { deps, request, response, words } = context;
  const number = await ticketIn(context);
  const tell = createTelling(orderOf(request));
  const page = { words, stay: sessionStay(context), now: deps.now };
  openStream([request, response], page, context.live.ticket(number), (live, version) =>
    tell(live, version, { ...inTimeOf(live, context), now: deps.now() }),
  );
  return ANSWERED;
}

function ticketAddress(number: string, said: ActedSaid | Record<string, never>): string {
  return address('/tickets/:number', { number, ...said });
}

/** What became of a form, as it stands in the address that it leads to. */
export type ActedSaid = { done: Done } | { refused: Refused };

/** The last part of the address that a form about a ticket goes to. */
type TicketActionName = keyof typeof TICKET_ACTIONS;

/** Where a form about a ticket leads. */
export interface Onward {
  /** the page again, with what became of it */
  addressOf(number: string, said: ActedSaid): string;
  /** nothing became of it: the page with the form as it was filled in, which no address holds */
  showAgain(context: RouteContext, filled: FilledForm): Promise<Answer>;
}

/**
 * Where a form about a ticket goes. A refused one is shown there: whoever asks for that address, as a browser does that has
 * put the page away, or the app that keeps it fresh, finds the ticket.
 */
export function formOfTicket(
  path: string,
  right: Right,
  { handle, show }: { handle: Handler; show: Handler },
): Route[] {
  return [post(path, right, handle), get(path, null, show)];
}

/** What a form about a ticket does. */
export function changeTicketBy(name: TicketActionName, { addressOf, showAgain }: Onward): Handler {
  const { act }: TicketAction = TICKET_ACTIONS[name];
  return async (context) => {
    const { deps, user, body, now } = context;
    const number = await ticketIn(context);
    const wish = { user, number, fields: body, hotline: deps.hotline, now };
    const acted = await audited(
      context,
      (tx) => act(tx, wish),
      (outcome) =>
        typeof outcome === 'object' &&
        'done' in outcome && { action: outcome.done, subject: number, detail: outcome.detail ?? {} },
    );
    if (acted === 'unknown') notFound();
    if ('done' in acted) return { to: addressOf(number, { done: acted.notice ?? acted.done }) };
    const filled = filledForm(name, body, acted.refused);
    return filled === null ? { to: addressOf(number, acted) } : showAgain(context, filled);
  };
}

/** The number in an address, of a ticket that there is. */
async function ticketIn({ deps, params: { number = '' } }: RouteContext): Promise<string> {
  return (await findTicket(deps.database, number))?.number ?? notFound();
}

/** A ticket is told in the time of its calendar. */
function inTimeOf<Context extends ConsoleContext>({ story }: LiveTicket, context: Context): Context {
  return { ...context, format: formatFor(context.words, story.window.calendar.timezone) };
}

/** What became of a form stands in the address it led to. */
export function saidIn({ words, query }: Pick<RouteContext, 'words' | 'query'>): Said {
  const [done, refused] = [textOf(query, 'done'), textOf(query, 'refused')];
  if (Object.hasOwn(words.ticket.done, done)) return { done } as Said;
  return Object.hasOwn(words.ticket.refused, refused) ? ({ refused } as Said) : null;
}
