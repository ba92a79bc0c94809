import { closeTicket } from '../../../domain/ticket-operations/close-ticket.ts';
import { isUnanswered } from '../../../domain/tickets/ticket.ts';
import { lockTicket } from '../../../domain/tickets/ticket-store.ts';
import { audited } from '../audited.ts';
import type { RouteContext } from '../route.ts';
import { actorOf } from '../ticket/act-on-ticket.ts';

/**
 * Closes unverified tickets that somebody has ticked, each by itself: one that has been answered meanwhile, or that is
 * verified, is left alone.
 * @param text why
 * @returns how many were closed
 */
export async function closeEmergencies(
  context: RouteContext,
  numbers: readonly string[],
  text: string,
): Promise<number> {
  let closed = 0;
  for (const number of new Set(numbers)) if (await closeOne(context, number, text)) closed += 1;
  return closed;
}

function closeOne(context: RouteContext, number: string, text: string): Promise<boolean> {
  return audited(
    context,
    async (tx, { now }) => {
      const ticket = await lockTicket(tx, number);
      if (!ticket || ticket.verified || !isUnanswered(ticket)) return false;
      await closeTicket({ tx, now }, { ticketNumber: number, by: actorOf(context.user), text });
      return true;
    },
    (isClosed) => isClosed && { action: 'closed', subject: number, detail: { together: true } },
  );
}
