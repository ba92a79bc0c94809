import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import type { Attempt, AttemptOutcome } from './callback.ts';

/** What came of an attempt that brought no answer. */
export type Failure = Exclude<AttemptOutcome, 'qualified-answer' | 'facts-requested'>;

/** A leg that is to hear that something has changed, or to end. */
export interface DecidedLeg {
  kind: 'wake-call' | 'end-call';
  callId: string;
}

/** What follows an attempt that brought no answer. */
export interface AttemptEnd {
  next: 'nothing' | 'ask-outcome' | 'next-try';
  /** the customer reads that they were called */
  tellsCustomer: boolean;
  legs: readonly DecidedLeg[];
}

/**
 * What follows an attempt that brought no answer: the other leg is told, and the next try is planned. Where the two have
 * talked it is not: the outcome is asked for.
 */
export function decideAttemptEnd(
  ticket: Pick<Ticket, 'status'>,
  { stage, engineer, engineerCallId, customerCallId }: Attempt,
  outcome: Failure,
): AttemptEnd {
  if (!isUnanswered(ticket)) return { next: 'nothing', tellsCustomer: false, legs: [] };
  if (outcome === 'no-outcome' && stage === 'joined' && engineer !== null)
    return { next: 'ask-outcome', tellsCustomer: false, legs: [] };
  const isMissed = outcome === 'customer-not-reached';
  return {
    next: 'next-try',
    tellsCustomer: isMissed,
    legs: [
      ...(isMissed ? legOf('wake-call', engineerCallId) : []),
      ...(outcome === 'engineer-hung-up' ? legOf('end-call', customerCallId) : []),
    ],
  };
}

/**
 * A callback that is under way is not wanted any more. Two who talk are left to talk; a customer who is only being rung is left
 * in peace, and the engineer who waits for them hears why.
 */
export function decideDissolution({ stage, engineerCallId, customerCallId }: Attempt): DecidedLeg[] {
  if (stage !== 'customer') return [];
  return [...legOf('end-call', customerCallId), ...legOf('wake-call', engineerCallId)];
}

/**
 * Who is rung up to say what came of a talk: whoever has talked last and has not said so, as long as the ticket is theirs.
 * @returns the engineer's key, or null
 */
export function decideOutcomeCall(
  ticket: Pick<Ticket, 'status' | 'acknowledgedBy'>,
  last: Pick<Attempt, 'outcome' | 'engineer'> | null,
): string | null {
  if (ticket.status !== 'acknowledged' || last?.outcome !== 'no-outcome') return null;
  return last.engineer === ticket.acknowledgedBy ? last.engineer : null;
}

function legOf(kind: DecidedLeg['kind'], callId: string | null): DecidedLeg[] {
  return callId === null ? [] : [{ kind, callId }];
}
