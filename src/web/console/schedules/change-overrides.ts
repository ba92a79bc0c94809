import { lockRegistry } from '../../../domain/directory-entry/directory-store.ts';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { localText } from '../../../domain/oncall/local-now.ts';
import {
  insertConsoleOverride,
  listConsoleOverrides,
  withdrawConsoleOverride,
} from '../../../domain/oncall/override-store.ts';
import type { OverrideDefinition } from '../../../domain/oncall/schedule.ts';
import { findScheduleEntry } from '../../../domain/oncall/schedule-store.ts';
import type { CoverageGap } from '../../../domain/oncall/shifts.ts';
import { findSchedule } from '../../../domain/plans/rule-store.ts';
import { lookAtShifts } from '../../../domain/shift-requests/hand-shift.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { newGaps } from './new-gaps.ts';
import { type OverrideFault, readOverride, type TypedOverride } from './read-override.ts';

interface Wish {
  schedule: string;
  by: string;
  now: Date;
}

export type Overridden =
  | { outcome: 'overridden'; override: OverrideDefinition }
  /** by the press before */
  | { outcome: 'overridden' }
  | { outcome: 'unknown' | OverrideFault };

/** Puts somebody on call whatever the layers say, from now on or later. Who is paged is asked at the time, so it holds at once. */
export async function addOverride(
  tx: Tx,
  { schedule, by, now }: Wish,
  typed: TypedOverride,
): Promise<Overridden> {
  await lockRegistry(tx);
  const entry = await findScheduleEntry(tx, schedule);
  if (!entry) return { outcome: 'unknown' };
  const engineers = new Set((await listEngineers(tx)).map(({ key }) => key));
  const { timezone } = entry.definition;
  const { override, fault } = readOverride(typed, { timezone, engineers, now });
  if (!override) return { outcome: fault };
  const newest = (await listConsoleOverrides(tx, schedule)).toSorted(
    (one, other) => +other.madeAt - +one.madeAt,
  )[0];
  // of two that are the same one would be left over when somebody takes it back
  const stands = newest?.engineer === override.engineer && newest.from === override.from;
  if (stands && newest.until === override.until) return { outcome: 'overridden' };
  await insertConsoleOverride(tx, { schedule, ...override }, by, now);
  await lookAtShifts({ tx, now });
  return { outcome: 'overridden', override };
}

export type Withdrawn =
  | { outcome: 'withdrawn'; override: OverrideDefinition }
  | { outcome: 'unknown' }
  /** nobody would be on call then; said before it is done */
  | { outcome: 'gap'; gaps: CoverageGap[] };

/**
 * Takes back what is still ahead of an override; what it has held stays on record.
 * @param options.accept also if nobody is on call then
 */
export async function withdrawOverride(
  tx: Tx,
  { schedule, by, now }: Wish,
  id: string,
  options: { accept: boolean },
): Promise<Withdrawn> {
  await lockRegistry(tx);
  const before = await findSchedule(tx, schedule);
  const all = await listConsoleOverrides(tx, schedule);
  const chosen = all.find((override) => override.id === id);
  if (!before || !chosen) return { outcome: 'unknown' };
  const { engineer, from, until } = chosen;
  const left = before.overrides.toSpliced(
    before.overrides.findLastIndex(
      (one) => one.engineer === engineer && one.from === from && one.until === until,
    ),
    1,
  );
  const gaps = newGaps(before, { ...before, overrides: left }, now);
  if (gaps.length > 0 && !options.accept) return { outcome: 'gap', gaps };
  const nowLocal = localText(before.timezone, now);
  const withdrawn = await withdrawConsoleOverride(tx, { schedule, id, nowLocal }, by, now);
  if (!withdrawn) return { outcome: 'unknown' };
  await lookAtShifts({ tx, now });
  return { outcome: 'withdrawn', override: { engineer, from, until } };
}
