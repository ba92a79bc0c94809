import type { Ticket } from '../tickets/ticket.ts';

/** A callback begun or planned for after the deadline is marked on the timeline: it cannot keep the promise any more. */
export function lateMark({ respondBy }: Pick<Ticket, 'respondBy'>, at: Date): { late?: true } {
  return at > respondBy ? { late: true } : {};
}
