import { findTalkOfListener } from '../listening/find-talk-of-listener.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { defineAction } from './action.ts';

/** Whoever was rung to listen to a talk has picked up: does it go on? */
export const beginListen = defineAction(
  {
    ask: { tells: TICKET_VALUES },
    over: {},
  },
  async (_deps, { tx, now, call }) => {
    const listening = await findTalkOfListener(tx, call);
    if (!listening) return { outcome: 'over' };
    return { outcome: 'ask', vars: await describeTicket(tx, listening.ticket, now) };
  },
);
