import type { Ticket } from './ticket.ts';

type Held = Pick<Ticket, 'status' | 'acknowledgedBy' | 'hands' | 'helpers'>;

/** Somebody has a ticket, and fewer help them than a step of its policy has asked for. */
export function lacksHands({ status, hands, helpers }: Held): boolean {
  return status === 'acknowledged' && helpers.length + 1 < hands;
}

/** Whether others are paged to help: until the deadline. A ticket that somebody has rings nobody's phone for days. */
export function seeksHelp(ticket: Held & Pick<Ticket, 'respondBy'>, now: Date): boolean {
  return lacksHands(ticket) && now < ticket.respondBy;
}

/** Whether somebody helps, or could. @param by an engineer's key, or `supervisors` */
export function mayHelp(ticket: Held, by: string): boolean {
  return isHelper(ticket, by) || (lacksHands(ticket) && ticket.acknowledgedBy !== by);
}

export function isHelper({ helpers }: Pick<Ticket, 'helpers'>, by: string): boolean {
  return helpers.includes(by);
}

/** Who is at it already: whoever has the ticket, and who helps. */
export function handsAtIt({ acknowledgedBy, helpers }: Pick<Ticket, 'acknowledgedBy' | 'helpers'>): string[] {
  return [...(acknowledgedBy === null ? [] : [acknowledgedBy]), ...helpers];
}
