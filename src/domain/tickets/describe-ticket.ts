import type { Db } from '../../platform/db/database.ts';
import { findCustomerOfTicket } from '../customers/customer-store.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { canBeReopened, isUnanswered, type Ticket } from './ticket.ts';
import { calendarOf } from './ticket-window.ts';
import { asksForFacts } from './timeline-store.ts';

/** What is told of a ticket wherever one is described. */
export const TICKET_VALUES = [
  'ticket',
  'severity',
  'severity-caps',
  'status',
  'answered',
  'settled',
  'respond-by',
  'minutes-left',
  'customer-name',
  'verified',
  'request',
  'request-short',
  'engineer-name',
  'round',
  'zone',
  'now',
] as const;

/** What prompts and messages may say of a ticket. Instants are told in the zone of its calendar. */
export async function describeTicket(db: Db, ticket: Ticket, now: Date): Promise<Record<string, string>> {
  const [customer, { timezone }, engineerName, isAsked] = await Promise.all([
    findCustomerOfTicket(db, ticket),
    calendarOf(db, ticket.calendar),
    nameOf(db, ticket.acknowledgedBy),
    asksForFacts(db, ticket),
  ]);
  return {
    ticket: ticket.number,
    severity: String(ticket.severity),
    'severity-caps': String(ticket.severity),
    status: isAsked ? 'facts-requested' : ticket.status,
    // whether it can be objected to, and whether nobody works on it
    answered: canBeReopened(ticket) ? 'yes' : 'no',
    settled: isUnanswered(ticket) ? 'no' : 'yes',
    'respond-by': ticket.respondBy.toISOString(),
    'minutes-left': String(Math.max(0, Math.ceil((ticket.respondBy.getTime() - now.getTime()) / 60_000))),
    'customer-name': customer?.name ?? '?',
    verified: ticket.verified ? 'yes' : 'no',
    request: requestOf(ticket),
    'request-short': requestOf(ticket),
    'engineer-name': engineerName,
    round: String(ticket.round),
    zone: timezone,
    now: now.toISOString(),
  } satisfies Record<(typeof TICKET_VALUES)[number], string>;
}

/** What is asked for, as the prompts tell it. */
function requestOf({ kind, signature, oldDatabases }: Ticket): string {
  if (signature === null) return kind;
  return oldDatabases ? `${signature}-old` : signature;
}

/** The name people know an engineer by; what is no engineer's key is a name already. */
export async function nameOf(db: Db, key: string | null): Promise<string> {
  if (key === null) return '';
  return (await findEngineer(db, key))?.name ?? key;
}
