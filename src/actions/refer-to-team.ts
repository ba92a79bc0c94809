import { defineAction } from './action.ts';
import { tellSupervisors } from './tell-supervisors.ts';

/** The contract has ended or has no phone line: the caller hears that the team will get in touch, so the team must know. */
export const referToTeam = defineAction(['told'], async (desk, { tx, now, visit }) => {
  await tellSupervisors(tx, desk.line, 'no-phone-line', visit.vars, now);
  return { outcome: 'told' };
});
