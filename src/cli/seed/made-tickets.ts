import type { Calendar } from '../../domain/calendar/calendar.ts';
import { promiseWindow, type ResponseWindow, windowInstant } from '../../domain/calendar/response-target.ts';
import type { Plan } from '../../domain/plans/rule-store.ts';
import type { Severity, Ticket } from '../../domain/tickets/ticket.ts';
import { type Draws, drawsFor } from './draws.ts';
import type { MadeCustomer } from './made-customers.ts';

/** A ticket that never was, as its row says it. Undated ones are still open. */
export type MadeTicket = Pick<
  Ticket,
  | 'kind'
  | 'signature'
  | 'severity'
  | 'status'
  | 'channel'
  | 'verified'
  | 'abandoned'
  | 'customerNumber'
  | 'contactId'
  | 'language'
  | 'plan'
  | 'priority'
  | 'calendar'
  | 'escalation'
  | 'callbackNumber'
  | 'openedAt'
  | 'windowFrom'
  | 'respondBy'
  | 'clock'
  | 'acknowledgedAt'
  | 'acknowledgedBy'
  | 'answeredAt'
  | 'answeredBy'
  | 'closedAt'
  | 'missedAt'
  | 'text'
> & { index: number };

export interface World {
  now: Date;
  customers: readonly [MadeCustomer, ...MadeCustomer[]];
  plans: ReadonlyMap<string, Plan>;
  calendars: ReadonlyMap<string, Calendar>;
  engineers: readonly [string, ...string[]];
  /** how many tickets there are in all, and how many of the last ones are still open */
  tickets: number;
  open: number;
}

const DAY_MS = 24 * 3_600_000;
const YEAR_DAYS = 365;
/** Of a hundred cases: most are mild. */
const SEVERITIES = [1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4] as const satisfies Severity[];
const TEXTS = [
  'The update server answers with an error since this morning.',
  'Der Scanner meldet unsere eigene Software als Schadprogramm.',
  'Nach dem Neustart startet der Dienst nicht mehr.',
  'Licence key is refused on the second node.',
  'Die Verwaltungskonsole zeigt keine Geräte mehr an.',
  'A mail gateway lets an infected attachment pass.',
  'Die Datenbank der Signaturen ist seit drei Tagen alt.',
  'Scheduled scans end early on our file server.',
  'Wir brauchen Hilfe beim Umzug auf neue Hardware.',
  'High load on every workstation after the update.',
] as const;

/** The case of an index, always the same one; the higher the index, the younger. */
export function makeTicket(index: number, world: World): MadeTicket {
  const draws = drawsFor(`ticket ${index}`);
  const customer = draws.of(world.customers, 2);
  const plan = world.plans.get(customer.plan);
  const calendar = world.calendars.get(customer.calendar);
  if (!plan || !calendar) throw new Error(`no rules for ${customer.number}`);
  const severity = draws.of(SEVERITIES);
  const target = plan.response[severity];
  const isOpen = index >= world.tickets - world.open;
  const windowAt = (start: Date) => promiseWindow(target, calendar, start);
  const openedAt = isOpen ? openedLately(draws, windowAt, world.now) : openedBefore(index, draws, world);
  const window = windowAt(openedAt);
  const contact = draws.of(customer.contacts as [MadeCustomer['contacts'][0]]);
  const isSignature = draws.share() < 0.08;
  const kind = isSignature ? 'signature' : 'problem';
  return {
    index,
    kind,
    signature: isSignature ? draws.of(['false-negative', 'false-positive']) : null,
    severity,
    channel: draws.of(['phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'portal', 'email']),
    verified: draws.share() > 0.02,
    abandoned: draws.share() < 0.03,
    customerNumber: customer.number,
    contactId: contact.id,
    language: contact.language,
    plan: plan.name,
    priority: plan.priority,
    calendar: customer.calendar,
    escalation: plan.escalation[kind],
    callbackNumber: contact.phone,
    openedAt,
    windowFrom: window.windowFrom,
    respondBy: window.respondBy,
    clock: window.clock,
    text: draws.of(TEXTS),
    ...lifeOf(window, isOpen, draws, world),
  };
}

type Life = Pick<
  MadeTicket,
  'status' | 'acknowledgedAt' | 'acknowledgedBy' | 'answeredAt' | 'answeredBy' | 'closedAt' | 'missedAt'
>;

/** How far a ticket has come: an open one half of the time has somebody, an old one was answered, a few of them late. */
function lifeOf(window: ResponseWindow, isOpen: boolean, draws: Draws, { now, engineers }: World): Life {
  const engineer = draws.of(engineers);
  const spent = draws.share() ** 2 * 1.08;
  const at = (share: number) => windowInstant(window, { share });
  if (isOpen) {
    const acknowledgedAt = earlier(at(spent * 0.3), now);
    const isHeld = draws.share() < 0.5;
    return {
      status: isHeld ? 'acknowledged' : 'open',
      acknowledgedAt: isHeld ? acknowledgedAt : null,
      acknowledgedBy: isHeld ? engineer : null,
      answeredAt: null,
      answeredBy: null,
      closedAt: null,
      missedAt: window.respondBy < now ? window.respondBy : null,
    };
  }
  const answeredAt = at(spent);
  return {
    status: 'closed',
    acknowledgedAt: at(spent * 0.3),
    acknowledgedBy: engineer,
    answeredAt,
    answeredBy: engineer,
    closedAt: new Date(answeredAt.getTime() + draws.share() * 2 * DAY_MS),
    missedAt: answeredAt > window.respondBy ? window.respondBy : null,
  };
}

/** Spread over the year before yesterday, most of them by day. */
function openedBefore(index: number, draws: Draws, { now, tickets, open }: World): Date {
  const share = index / Math.max(1, tickets - open);
  const days = Math.floor((1 - share) * YEAR_DAYS) + 3;
  const byDay = (draws.share() + draws.share() + draws.share()) / 3;
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return new Date(midnight - days * DAY_MS + Math.floor(byDay * DAY_MS));
}

/** Before now by so much that some windows have just begun, and a few have passed. */
function openedLately(draws: Draws, windowAt: (start: Date) => ResponseWindow, now: Date): Date {
  const window = windowAt(now);
  const lengthMs = window.respondBy.getTime() - window.windowFrom.getTime();
  return new Date(now.getTime() - Math.floor(draws.share() * 1.05 * lengthMs));
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
