import type { OnCall } from './on-call.ts';
import { type Duty, dutyAt, type Rota, rotaOf } from './rota.ts';
import type { ScheduleDefinition } from './schedule.ts';

/** A time in which one engineer is on call by one rule: neighbouring turns are joined. */
export type Shift = OnCall;

/** A time in which nobody is on call. */
export interface CoverageGap {
  readonly from: Date;
  readonly until: Date;
}

/**
 * All shifts of a time, in order, cut off at its ends. Work grows with the number of turns, not with the length of the time.
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function shiftsBetween(schedule: ScheduleDefinition, from: Date, until: Date): Shift[] {
  return spells(rotaOf(schedule), from.getTime(), until.getTime()).flatMap((spell) =>
    spell.duty ? [{ ...spell.duty, from: new Date(spell.from), until: new Date(spell.until) }] : [],
  );
}

/**
 * The times between two instants in which nobody is on call, in order.
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function coverageGaps(schedule: ScheduleDefinition, from: Date, until: Date): CoverageGap[] {
  return spells(rotaOf(schedule), from.getTime(), until.getTime()).flatMap((spell) =>
    spell.duty ? [] : [{ from: new Date(spell.from), until: new Date(spell.until) }],
  );
}

interface Spell {
  readonly duty: Duty | null;
  /** Epoch milliseconds, like `until`. */
  readonly from: number;
  until: number;
}

/** The whole time, gaps included, as spells that differ from their neighbours. */
function spells(rota: Rota, from: number, until: number): Spell[] {
  const found: Spell[] = [];
  for (let begin = from; begin < until; ) {
    const stretch = dutyAt(rota, rota.clock.at(begin));
    const end = Math.min(rota.clock.instantOf(stretch.until), until);
    const last = found.at(-1);
    if (last && sameDuty(last.duty, stretch.answer)) last.until = end;
    else found.push({ duty: stretch.answer, from: begin, until: end });
    begin = end;
  }
  return found;
}

function sameDuty(one: Duty | null, other: Duty | null): boolean {
  return one?.engineer === other?.engineer && one?.layer === other?.layer;
}
