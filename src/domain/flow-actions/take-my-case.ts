import { beginCallback } from '../callbacks/begin-callback.ts';
import type { ActionContext } from '../calls/action.ts';
import { acknowledge } from '../ticket-operations/acknowledge.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { defineAction } from './action.ts';

/** An engineer who called in takes the ticket. */
export const takeMyCase = defineAction(
  {
    acknowledged: { gives: 'ticket' },
    helping: { tells: ['engineer-name'], formerly: 'taken' },
    taken: { tells: ['engineer-name'] },
    over: {},
  },
  async (_desk, context) => take(context),
);

/** An engineer who called in takes the ticket and is rung back at once, to be connected with the customer. */
export const connectMyCase = defineAction(
  {
    ringing: { gives: 'person' },
    busy: {},
    helping: { tells: ['engineer-name'], formerly: 'taken' },
    taken: { tells: ['engineer-name'] },
    over: {},
  },
  async (deps, context) => {
    const taken = await take(context);
    if (taken.outcome !== 'acknowledged') return { ...taken, outcome: taken.outcome };
    const begun = await beginCallback(
      { tx: context.tx, hotline: deps.hotline, now: context.now },
      { ticketNumber: context.visit.vars.ticket ?? '0' },
    );
    if (begun === 'calling') return { outcome: 'ringing' };
    return { outcome: begun === 'busy' ? 'busy' : 'over' };
  },
);

async function take({ tx, now, call, visit }: ActionContext) {
  if (call.engineer === null) return { outcome: 'over' as const };
  const request = { ticketNumber: visit.vars.ticket ?? '0', by: call.engineer, channel: 'call' as const };
  const { outcome, ticket } = await acknowledge({ tx, now }, request);
  if (outcome === 'acknowledged' || outcome === 'already-yours') return { outcome: 'acknowledged' as const };
  if (outcome !== 'taken' && outcome !== 'helping') return { outcome: 'over' as const };
  return { outcome, vars: { 'engineer-name': await nameOf(tx, ticket.acknowledgedBy) } };
}
