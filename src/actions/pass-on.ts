import { passOn as pass } from '../paging/pass-on.ts';
import { defineAction } from './action.ts';
import { actorOf } from './begin-page.ts';

/** An engineer passes the case on by key: the next step is taken at once. */
export const passOn = defineAction(['passed-on', 'over'], async (_desk, { tx, now, call }) => {
  const request = {
    ticketNumber: call.ticketNumber ?? '0',
    by: actorOf(call.engineer),
    engineer: call.engineer,
    callId: call.id,
  };
  const { outcome } = await pass(tx, request, now);
  return { outcome: outcome === 'passed-on' ? 'passed-on' : 'over' };
});
