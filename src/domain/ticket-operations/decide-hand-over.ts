import type { ResponseWindow } from '../calendar/response-target.ts';
import { remindAt } from '../escalation/acknowledgement-clock.ts';
import type { Decision } from '../tickets/decision.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import type { Actor } from '../users/actor.ts';
import { letGo } from './decide-acknowledgement.ts';

/** Who hands a ticket to whom. */
export interface HandingOver {
  /** who decides so */
  by: Actor;
  /** the engineer's key */
  to: string;
}

/**
 * Whether a ticket can go to an engineer, whatever else is going on.
 * @param isConnecting somebody is speaking with the customer, or about to
 */
export function refuseHandOver(
  ticket: Ticket,
  to: string,
  isConnecting: boolean,
): 'over' | 'unchanged' | 'busy' | null {
  if (!isUnanswered(ticket)) return 'over';
  if (ticket.acknowledgedBy === to) return 'unchanged';
  return isConnecting ? 'busy' : null;
}

/**
 * A ticket goes to one engineer: whoever had it is released. It is theirs when they acknowledge. If they have not by the time
 * at which an engineer would be reminded, the policy begins anew: nobody can be handed a ticket that is then forgotten.
 */
export function decideHandOver(
  { ticket, window }: { ticket: Ticket; window: ResponseWindow },
  { by, to }: HandingOver,
  now: Date,
): Decision {
  return {
    events: [{ kind: 'passed-on', actor: by, detail: { to } }],
    ...letGo(ticket, remindAt(window, now)),
  };
}
