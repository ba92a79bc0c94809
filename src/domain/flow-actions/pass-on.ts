import { lockTicketsOfLeg } from '../paging/tickets-of-leg.ts';
import { passOn as pass } from '../ticket-operations/pass-on.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { defineAction } from './action.ts';

/** An engineer passes the ticket on by key, or all that they were rung up about: the next step is taken at once. */
export const passOn = defineAction(
  {
    'passed-on': {},
    over: {},
  },
  async (_desk, { tx, now, call }) => {
    const { engineer } = call;
    const by = engineerOrSupervisors(engineer);
    const theirs = (await lockTicketsOfLeg(tx, call, by)).map(({ number }) => number);
    const outcomes: string[] = [];
    for (const ticketNumber of theirs.length > 0 ? theirs : [call.ticketNumber ?? '0']) {
      const { outcome } = await pass({ tx, now }, { ticketNumber, by, engineer, callId: call.id });
      outcomes.push(outcome);
    }
    return { outcome: outcomes.includes('passed-on') ? 'passed-on' : 'over' };
  },
);
