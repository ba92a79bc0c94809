import { takeBackAnswer } from '../ticket-operations/reopen-ticket.ts';
import { defineAction } from './action.ts';

/** An engineer has keyed the wrong outcome and says so at once: the ticket is open again. */
export const takeBack = defineAction(
  {
    reopened: {},
    over: {},
  },
  async (deps, { tx, now, call }) => {
    const request = {
      ticketNumber: call.ticketNumber ?? '0',
      engineer: call.engineer,
      channel: 'call' as const,
    };
    const outcome = await takeBackAnswer({ tx, hotline: deps.hotline, now }, request);
    // its customer may have objected before them
    return { outcome: outcome === 'reopened' || outcome === 'not-answered' ? 'reopened' : 'over' };
  },
);
