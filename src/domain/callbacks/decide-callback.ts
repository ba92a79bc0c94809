import type { Call } from '../calls/call.ts';
import type { Page } from '../paging/page.ts';
import type { Decision } from '../tickets/decision.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { lateMark } from './late-mark.ts';

/** What keeps whoever has a ticket from being rung up; null: nothing. */
export type Hindrance = 'busy' | 'no-number' | 'not-now' | null;

/** What is under way about a ticket. */
export interface UnderWay {
  /** somebody is speaking with the customer, or about to */
  isConnecting: boolean;
  /** whether we know a number of whoever has it */
  isKnown: boolean;
  /** the pages that somebody may still acknowledge */
  pages: readonly Pick<Page, 'channel' | 'engineer'>[];
  /** the legs of whoever has it that have not ended */
  legs: readonly Pick<Call, 'ticketNumber' | 'answeredAt'>[];
}

/**
 * Whether whoever has a ticket can be rung up now, to be connected with the customer. A ticket that nobody has is left to
 * paging, and one that is with somebody we have no number of, until their acknowledgement goes stale. Whoever is being rung
 * about it, or has picked up, is not rung up a second time; a page that is just being silenced is neither.
 */
export function hindranceOf(ticket: Ticket, { isConnecting, isKnown, pages, legs }: UnderWay): Hindrance {
  const { status, acknowledgedBy } = ticket;
  if (status !== 'acknowledged' || acknowledgedBy === null) return 'not-now';
  if (isConnecting) return 'busy';
  if (!isKnown) return 'no-number';
  const rings = pages.some(
    ({ channel, engineer }) => channel === 'call' && engineerOrSupervisors(engineer) === acknowledgedBy,
  );
  const speaks = legs.some((leg) => leg.ticketNumber === ticket.number && leg.answeredAt !== null);
  return rings || speaks ? 'busy' : null;
}

/** How an engineer on the line gets the customer: put through, or called back; null: there is no way. */
export function wayToCustomer(
  { callbackNumber }: Pick<Ticket, 'callbackNumber'>,
  isCallerOnTheLine: boolean,
): 'joining' | 'calling' | null {
  if (isCallerOnTheLine) return 'joining';
  return callbackNumber === null ? null : 'calling';
}

/** An engineer on the line is being connected: nobody has to be reminded, and nothing goes stale meanwhile. */
export function decideConnecting(
  ticket: Pick<Ticket, 'respondBy'>,
  { engineer, way }: { engineer: string | null; way: 'joining' | 'calling' },
  now: Date,
): Decision {
  const detail = { live: way === 'joining', ...lateMark(ticket, now) };
  return {
    events: [{ kind: 'callback-started', actor: engineerOrSupervisors(engineer), detail }],
    cleared: ['begin-callback', 'acknowledgement-stale'],
  };
}
