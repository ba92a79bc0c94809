import { isHelper, mayHelp } from '../tickets/hands.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import type { TicketLink } from './ticket-link.ts';

/**
 * What a link opens now: `open`, a ticket to take; `theirs`, one that its engineer has; `wanted`, one that somebody else has and
 * that a second person is sought for; `helping`, one that they help with. Else why it opens nothing: its time, its engineer or the
 * phone it was sent to is gone, the ticket is settled, somebody else has it, or they said no to it.
 */
export type LinkStanding =
  | 'open'
  | 'theirs'
  | 'wanted'
  | 'helping'
  | 'expired'
  | 'settled'
  | 'taken'
  | 'passed-on';

export interface LinkRows {
  link: Pick<TicketLink, 'engineer' | 'expiresAt' | 'sentTo'>;
  ticket: Pick<Ticket, 'status' | 'acknowledgedBy' | 'hands' | 'helpers'>;
  /** the engineer is paged no more */
  isRetired: boolean;
  /** of the engineer, by now */
  phones: readonly string[];
  /** they have said no to the ticket, or let it lie */
  hasDeclined: boolean;
}

export function decideLink(
  { link, ticket, isRetired, phones, hasDeclined }: LinkRows,
  now: Date,
): LinkStanding {
  // a phone that was lost, or was never theirs
  const isOnTheirPhone = link.sentTo === null || phones.includes(link.sentTo);
  if (isRetired || !isOnTheirPhone || now >= link.expiresAt) return 'expired';
  if (!isUnanswered(ticket)) return 'settled';
  if (ticket.acknowledgedBy === link.engineer) return 'theirs';
  if (isHelper(ticket, link.engineer)) return 'helping';
  if (ticket.acknowledgedBy !== null)
    return mayHelp(ticket, link.engineer) && !hasDeclined ? 'wanted' : 'taken';
  return hasDeclined ? 'passed-on' : 'open';
}
