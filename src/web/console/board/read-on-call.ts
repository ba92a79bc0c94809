import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { whoIsOnCall } from '../../../domain/oncall/on-call.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { type CoverageGap, coverageGaps, shiftsBetween } from '../../../domain/oncall/shifts.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import type { Db } from '../../../platform/db/database.ts';

const AHEAD_MS = 14 * 24 * 60 * 60_000;

/** Who is on call in a schedule, who comes next, and the first gap of the next two weeks. */
export interface OnCallLine {
  schedule: string;
  current: { engineer: string; name: string; until: Date; isOverride: boolean } | null;
  next: { engineer: string; name: string; from: Date } | null;
  gap: CoverageGap | null;
}

export async function readOnCall(db: Db, now: Date): Promise<OnCallLine[]> {
  const [schedules, engineers] = await Promise.all([listSchedules(db), listEngineers(db)]);
  const names = new Map(engineers.map(({ key, name }) => [key, name]));
  return [...schedules].map(([schedule, definition]) => ({ schedule, ...lookAhead(definition, names, now) }));
}

function lookAhead(schedule: ScheduleDefinition, names: ReadonlyMap<string, string>, now: Date) {
  const nameOf = (key: string) => names.get(key) ?? key;
  const horizon = new Date(now.getTime() + AHEAD_MS);
  const current = whoIsOnCall(schedule, now);
  const shifts = shiftsBetween(schedule, now, horizon);
  // who hands over to themselves goes on, as far as anybody can tell
  const next = shifts.find(({ from, engineer }) => from > now && engineer !== current?.engineer);
  const until = next?.from ?? current?.until ?? horizon;
  return {
    current: current && {
      engineer: current.engineer,
      name: nameOf(current.engineer),
      until,
      isOverride: current.because === 'override',
    },
    next: next ? { engineer: next.engineer, name: nameOf(next.engineer), from: next.from } : null,
    gap: coverageGaps(schedule, now, horizon)[0] ?? null,
  };
}
