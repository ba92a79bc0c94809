import { listAbsences } from '../../domain/oncall/engineers/absence-store.ts';
import { listEngineers } from '../../domain/oncall/engineers/engineer-store.ts';
import type { Rehearsed } from '../../domain/rehearsal/rehearsed.ts';
import { now } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import { directoryInForce } from './directory-in-force.ts';

/** What is in force, with its absences and the numbers that take no SMS. */
export async function rehearsedInForce(db: Db): Promise<Rehearsed> {
  const absences = await listAbsences(db, now());
  return {
    directory: await directoryInForce(db),
    absences: absences.map(({ engineer, from, until }) => ({ engineer, from, until })),
    optedOut: (await listEngineers(db)).flatMap((engineer) => engineer.optedOut),
  };
}
