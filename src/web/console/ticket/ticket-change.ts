import type { ConsoleContext } from '../context.ts';
import type { Change } from '../live/stream.ts';
import type { LiveTicket } from './live-ticket.ts';
import { ticketParts } from './ticket-page.ts';
import type { Order } from './timeline-order.ts';

/**
 * Remembers for one page which parts it shows.
 * @returns tells what is new since a version; all parts to a page whose version is another than what it was told last
 */
export function createTelling(
  order: Order,
): (live: LiveTicket, version: string, context: ConsoleContext) => Change | null {
  let shown = new Map<string, string>();
  return ({ story, version: current }, version, context) => {
    const parts = Object.entries(ticketParts(context, story, order)).map(
      ([id, part]) => [id, String(part)] as const,
    );
    const known = shown;
    shown = new Map(parts);
    if (version === current) return null;
    const pieces = Object.fromEntries(parts.filter(([id, part]) => known.get(id) !== part));
    return { version: current, now: context.now, pieces };
  };
}
