import { callInSupervisor as callSupervisor, callInTam as callTam } from '../callbacks/call-in.ts';
import { ASKED_BY_KEY } from '../paging/page.ts';
import { defineAction } from './action.ts';

/** Whoever talks has pressed the key for the customer's TAM to join. */
export const callInTam = defineAction(
  {
    ringing: {},
    'in-talk': {},
    nobody: {},
  },
  async (deps, { tx, now, call }) => {
    const work = { tx, now, hotline: deps.hotline };
    const { outcome } = await callTam(work, call.ticketNumber ?? '0', ASKED_BY_KEY);
    return { outcome: outcome === 'ringing' || outcome === 'in-talk' ? outcome : 'nobody' };
  },
);

/** The same for a supervisor. */
export const callInSupervisor = defineAction(
  {
    ringing: {},
    'in-talk': {},
    nobody: {},
  },
  async (deps, { tx, now, call }) => {
    const outcome = await callSupervisor({ tx, now, hotline: deps.hotline }, call.ticketNumber ?? '0');
    return { outcome: outcome === 'ringing' || outcome === 'in-talk' ? outcome : 'nobody' };
  },
);
