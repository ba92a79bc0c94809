import { notifySupervisors } from '../paging/notify.ts';
import { defineAction } from './action.ts';

/** The contract has ended or has no phone line: the caller hears that the team will get in touch, so the team must know. */
export const referToTeam = defineAction(
  {
    told: { gives: 'message' },
  },
  async (deps, { tx, now, visit }) => {
    await notifySupervisors({ tx, hotline: deps.hotline, now }, { text: 'no-phone-line', vars: visit.vars });
    return { outcome: 'told' };
  },
);
