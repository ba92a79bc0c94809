import type { Db } from '../../platform/db/database.ts';
import { listAbsences } from '../oncall/engineers/absence-store.ts';
import { listEngineers } from '../oncall/engineers/engineer-store.ts';
import { reachOfSupervisors } from '../oncall/supervisors-store.ts';
import type { Rehearsed } from '../rehearsal/rehearsed.ts';
import { directoryInForce } from './directory-in-force.ts';

/** What is in force, with its absences and the numbers that take no SMS. */
export async function rehearsedInForce(db: Db, now: Date): Promise<Rehearsed> {
  const absences = await listAbsences(db, now);
  const engineers = await listEngineers(db);
  const supervisors = await reachOfSupervisors(db);
  return {
    directory: await directoryInForce(db),
    absences: absences.map(({ engineer, from, until }) => ({ engineer, from, until })),
    optedOut: [...engineers, supervisors].flatMap(({ optedOut }) => optedOut),
  };
}
