import {
  type CalledIn,
  callInSupervisor as callSupervisor,
  callInTam as callTam,
} from '../callbacks/call-in.ts';
import { ASKED_BY_KEY } from '../paging/page.ts';
import { defineAction } from './action.ts';

const OUTCOMES = {
  ringing: {},
  'in-talk': {},
  nobody: {},
};

/** Whoever talks has pressed the key for the customer's TAM to join. */
export const callInTam = defineAction(OUTCOMES, async (deps, { tx, now, call }) => {
  const work = { tx, now, hotline: deps.hotline };
  const { outcome } = await callTam(work, call.ticketNumber ?? '0', ASKED_BY_KEY);
  return { outcome: heard(outcome) };
});

/** The same for a supervisor. */
export const callInSupervisor = defineAction(OUTCOMES, async (deps, { tx, now, call }) => {
  const work = { tx, now, hotline: deps.hotline };
  return { outcome: heard(await callSupervisor(work, call.ticketNumber ?? '0')) };
});

/** Why nobody can be rung is not for a talk. */
function heard(outcome: CalledIn | 'no-tam'): keyof typeof OUTCOMES {
  return outcome === 'ringing' || outcome === 'in-talk' ? outcome : 'nobody';
}
