import { type Engineer, listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { type ConsoleOverride, listConsoleOverrides } from '../../../domain/oncall/override-store.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { findScheduleEntry, type ScheduleEntry } from '../../../domain/oncall/schedule-store.ts';
import { findSchedule } from '../../../domain/plans/rule-store.ts';
import type { Resting } from '../../../domain/relief/decide-rest.ts';
import { readResting } from '../../../domain/relief/read-resting.ts';
import type { Db } from '../../../platform/db/database.ts';
import { textOf } from '../form.ts';
import type { RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';

/** All that the page of a schedule tells of. */
export interface ScheduleStory {
  /** as it is edited */
  entry: ScheduleEntry;
  /** as people are on call by it */
  schedule: ScheduleDefinition;
  /** made in the console */
  overrides: readonly ConsoleOverride[];
  engineers: readonly Engineer[];
  /** who of its people is in rest now */
  resting: Resting;
}

/** The schedule of an address. */
export async function scheduleIn({ deps, params, now }: RouteContext): Promise<ScheduleStory> {
  return (await readSchedule(deps.database, textOf(params, 'name'), now)) ?? notFound();
}

/** A schedule in force; null if there is none of this name. */
async function readSchedule(db: Db, name: string, now: Date): Promise<ScheduleStory | null> {
  const [entry, schedule, overrides, engineers] = await Promise.all([
    findScheduleEntry(db, name),
    findSchedule(db, name),
    listConsoleOverrides(db, name),
    listEngineers(db),
  ]);
  if (!entry || !schedule) return null;
  const resting = await readResting(db, [schedule], now);
  return { entry, schedule, overrides, engineers, resting };
}
