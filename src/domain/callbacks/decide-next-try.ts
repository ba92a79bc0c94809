import type { ResponseWindow } from '../calendar/response-target.ts';
import { staleAt } from '../escalation/acknowledgement-clock.ts';
import type { DecidedTimer, Decision } from '../tickets/decision.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { Callback } from './callback.ts';
import { lateMark } from './late-mark.ts';
import { MAX_TRIES, nextTry } from './next-try.ts';

/** What a try that brought no answer leads to. */
export interface NextTryDecision {
  /** when the customer is tried again; null: a person decides how to go on */
  at: Date | null;
  decision: Decision;
}

/**
 * When a ticket's callback is tried again; after the last try it stays open for an engineer's `C` or the customer's own call.
 * Either way whoever has the ticket is trusted with it anew, for a while: then it is paged again, so that it never rests with
 * somebody who has given it up.
 */
export function decideNextTry(
  { ticket, window }: { ticket: Pick<Ticket, 'status'>; window: ResponseWindow },
  { attempts }: Pick<Callback, 'attempts'>,
  now: Date,
): NextTryDecision {
  const trustedFrom = (from: Date): DecidedTimer[] =>
    ticket.status === 'acknowledged' ? [{ kind: 'acknowledgement-stale', dueAt: staleAt(window, from) }] : [];
  if (attempts >= MAX_TRIES) return { at: null, decision: { timers: trustedFrom(now) } };
  const at = nextTry(window, now);
  const detail = { at: at.toISOString(), ...lateMark(window, at) };
  return {
    at,
    decision: {
      events: [{ kind: 'callback-planned', actor: 'hotline', detail }],
      timers: [...trustedFrom(at), { kind: 'begin-callback', dueAt: at }],
    },
  };
}

/** So long an engineer has to write what came of a talk, before they are rung up for it. */
const WRITE_MS = 60_000;

/** An engineer has talked and keyed no outcome: they are rung up for it, and in the end the ticket goes to others. */
export function waitForOutcome(window: ResponseWindow, now: Date): DecidedTimer[] {
  return [
    { kind: 'acknowledgement-stale', dueAt: staleAt(window, now) },
    { kind: 'ask-outcome', dueAt: new Date(now.getTime() + WRITE_MS) },
  ];
}
