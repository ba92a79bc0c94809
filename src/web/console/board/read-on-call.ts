import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { whoIsOnCall } from '../../../domain/oncall/on-call.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { coverageGaps, gapEnd, shiftsBetween, staysUntil } from '../../../domain/oncall/shifts.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { LEVELS, type ReadinessFault } from '../../../domain/readiness/decide-readiness.ts';
import { findNotReadyNow } from '../../../domain/readiness/not-ready.ts';
import type { Resting } from '../../../domain/relief/decide-rest.ts';
import { readResting } from '../../../domain/relief/read-resting.ts';
import type { Db } from '../../../platform/db/database.ts';

const AHEAD_MS = 14 * 24 * 60 * 60_000;

/** Who is on call in a schedule, who comes next, and the first gap of the next two weeks. */
export interface OnCallLine {
  /** what people call it */
  schedule: string;
  current: {
    engineer: string;
    name: string;
    until: Date;
    isOverride: boolean;
    restsUntil: Date | null;
  } | null;
  next: { engineer: string; name: string; from: Date } | null;
  /** until null: it is not over by then */
  gap: { from: Date; until: Date | null } | null;
  /** nobody is on call, and somebody should be */
  isUncovered: boolean;
  /** why whoever is on call may not be reached; null: nothing speaks against it */
  doubt: Doubt | null;
}

/** `unreachable`: something shows it; `unproven`: not every way to them is known to work. */
export interface Doubt {
  verdict: 'unreachable' | 'unproven';
  faults: ReadinessFault[];
}

export async function readOnCall(db: Db, now: Date): Promise<OnCallLine[]> {
  const [schedules, engineers] = await Promise.all([listSchedules(db), listEngineers(db)]);
  const notReady = await findNotReadyNow(db, schedules, now);
  const names = new Map(engineers.map(({ key, name }) => [key, name]));
  const resting = await readResting(db, schedules.values(), now);
  return [...schedules].map(([schedule, definition]) => {
    const ahead = lookAhead(definition, { names, resting }, now);
    const { verdict = null, faults = [] } = notReady.get(ahead.current?.engineer ?? '') ?? {};
    const grave = faults.filter((fault) => LEVELS[fault] !== 'advice');
    return { schedule: definition.title ?? schedule, ...ahead, doubt: verdict && { verdict, faults: grave } };
  });
}

interface People {
  names: ReadonlyMap<string, string>;
  resting: Resting;
}

function lookAhead(schedule: ScheduleDefinition, { names, resting }: People, now: Date) {
  const nameOf = (key: string) => names.get(key) ?? key;
  const horizon = new Date(now.getTime() + AHEAD_MS);
  const current = whoIsOnCall(schedule, now);
  const shifts = shiftsBetween(schedule, now, horizon);
  const [gap] = coverageGaps(schedule, now, horizon);
  const next = shifts.find(({ from, engineer }) => from > now && engineer !== current?.engineer);
  return {
    current: current && {
      engineer: current.engineer,
      name: nameOf(current.engineer),
      until: staysUntil(schedule, now) ?? current.until,
      isOverride: current.because === 'override',
      restsUntil: resting.get(current.engineer) ?? null,
    },
    next: next ? { engineer: next.engineer, name: nameOf(next.engineer), from: next.from } : null,
    gap: gap ? { from: gap.from, until: gapEnd(schedule, gap) } : null,
    isUncovered: gap !== undefined && gap.from <= now,
  };
}
