import {
  listSourcedEngineers,
  type SourcedEngineer,
} from '../../../domain/oncall/engineers/engineer-edit-store.ts';
import { whoIsOnCall } from '../../../domain/oncall/on-call.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import type { Db } from '../../../platform/db/database.ts';
import { countOpenCasesOfEngineers } from './open-cases-store.ts';

/** An engineer with what they have to do with just now. */
export interface EngineerLine {
  engineer: SourcedEngineer;
  /** what people call the schedules whose layers they take turns in */
  schedules: string[];
  /** those in which they are on call now */
  onCall: string[];
  openCases: number;
}

/** @param schedules those in force, by key */
export async function readEngineers(
  db: Db,
  schedules: ReadonlyMap<string, ScheduleDefinition>,
  now: Date,
): Promise<EngineerLine[]> {
  const [engineers, cases] = await Promise.all([listSourcedEngineers(db), countOpenCasesOfEngineers(db)]);
  const duties = [...schedules].map(([key, schedule]) => ({
    name: schedule.title ?? key,
    now: whoIsOnCall(schedule, now)?.engineer,
    people: new Set(schedule.layers.flatMap(({ participants }) => participants)),
  }));
  return engineers.map((engineer) => ({
    engineer,
    schedules: duties.filter(({ people }) => people.has(engineer.key)).map(({ name }) => name),
    onCall: duties.filter((duty) => duty.now === engineer.key).map(({ name }) => name),
    openCases: cases.get(engineer.key) ?? 0,
  }));
}
