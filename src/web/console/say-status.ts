import type { TicketStatus } from '../../domain/tickets/ticket.ts';
import type { Words } from './words/index.ts';

/** How a ticket stands. One whose facts were asked for is not called answered. */
export function sayStatus(
  words: Pick<Words, 'status' | 'factsAsked'>,
  { status, answeredHow }: { status: TicketStatus; answeredHow: string | null },
): string {
  return status === 'answered' && isAsked(answeredHow) ? words.factsAsked : words.status[status];
}

/** Whether the clock was stopped by a request for the missing facts. */
export function isAsked(answeredHow: string | null): boolean {
  return answeredHow === 'facts-requested';
}
