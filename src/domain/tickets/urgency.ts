import type { Ticket } from './ticket.ts';

/** More than any deadline in seconds since 1970. */
const PRIORITY_STEP = 100_000_000_000;
/** Plans below this are told apart; a lower rank than it is served with it. */
const MAX_PRIORITY = 9_998;
/** More than any plan and deadline together. */
export const UNVERIFIED_LANE = PRIORITY_STEP * (MAX_PRIORITY + 2);

/**
 * Which of two lanes work about a ticket waits in: anybody can open tickets without a PIN, as many as they like, so
 * whatever is done about a verified one goes before whatever is done about those, whatever the plan or the deadline.
 */
export function laneOf({ verified }: Pick<Ticket, 'verified'>): number {
  return verified ? 0 : UNVERIFIED_LANE;
}

/** What goes first, as one number, lower before higher: verified tickets, then plan priority, then deadline. */
export function urgency(ticket: Pick<Ticket, 'verified' | 'priority' | 'respondBy'>): number {
  const priority = Math.min(ticket.priority, MAX_PRIORITY) * PRIORITY_STEP;
  return laneOf(ticket) + priority + Math.floor(ticket.respondBy.getTime() / 1_000);
}

/** A ticket's alarm, with its priority: whom a person waits for goes by deadline, the rest by lane alone. */
export function ticketAlarm<Kind extends string, Instant>(
  ticket: Pick<Ticket, 'number' | 'verified' | 'priority' | 'respondBy'>,
  { kind, dueAt }: { kind: Kind; dueAt: Instant },
): { kind: Kind; subject: string; dueAt: Instant; priority: number } {
  const priority = kind === 'escalate' ? urgency(ticket) : laneOf(ticket);
  return { kind, subject: ticket.number, dueAt, priority };
}

/** The same order for what people look through, as SQL on the table tickets. */
export const MOST_PRESSING = 'tickets.verified desc, tickets.respond_by, tickets.number';
