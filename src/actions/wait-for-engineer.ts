import { Duration } from 'luxon';
import { findRunningAttempt } from '../callbacks/callback-store.ts';
import { findPlan } from '../directory/rule-store.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { defineAction } from './action.ts';
import { joinWaitingEngineer } from './join-waiting-engineer.ts';

const DEFAULT_HOLD = 'PT3M';

/** The caller stays on the line until an engineer is there, for as long as the plan says and not a round longer. */
export const waitForEngineer = defineAction(['waiting', 'joining', 'over'], async (_desk, context) => {
  const { tx, now, call, visit } = context;
  const ticket = await lockTicket(tx, visit.vars.ticket || '0');
  if (!ticket || !isUnanswered(ticket)) return { outcome: 'over' };
  if (await joinWaitingEngineer(tx, ticket, await findRunningAttempt(tx, ticket.number), call, now)) {
    // whoever is put through before the promise was told has no need of it any more
    return { outcome: 'joining', vars: { unconfirmed: '' } };
  }
  const plan = await findPlan(tx, ticket.plan);
  const since = visit.vars['waiting-since'];
  if (since === undefined) {
    await addEvent(tx, ticket.number, { at: now, kind: 'waiting', actor: 'caller' });
    return { outcome: 'waiting', vars: { 'waiting-since': now.toISOString() } };
  }
  const holdMs = Duration.fromISO(plan?.holdFor ?? DEFAULT_HOLD).toMillis();
  return { outcome: now.getTime() - Date.parse(since) < holdMs ? 'waiting' : 'over' };
});
