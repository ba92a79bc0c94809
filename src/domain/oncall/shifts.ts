import { DAY } from '../calendar/local-time.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import { type CompiledSchedule, compileSchedule, type ShiftRule, shiftRuleAt } from './compiled-schedule.ts';
import { type HoursOfWeek, hoursAt } from './hours-of-week.ts';
import { officeHours } from './office-hours.ts';
import { type OnCall, whoIsOnCall } from './on-call.ts';
import type { ScheduleDefinition } from './schedule.ts';

/** A time in which one engineer is on call by one rule: neighbouring turns are joined. */
export type Shift = OnCall;

/** A time in which nobody is on call although somebody has to be. */
export interface CoverageGap {
  readonly from: Date;
  readonly until: Date;
}

/**
 * All shifts of a time, in order, cut off at its ends. Work grows with the number of turns, not with the length of the time.
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function shiftsBetween(schedule: ScheduleDefinition, from: Date, until: Date): Shift[] {
  return spells(compileSchedule(schedule), from.getTime(), until.getTime()).flatMap((spell) =>
    spell.duty ? [{ ...spell.duty, from: new Date(spell.from), until: new Date(spell.until) }] : [],
  );
}

/** So far somebody is followed from turn to turn. */
const FOLLOWED_MS = 14 * DAY;

/**
 * Until when whoever is on call at an instant stays so without a break, by whatever rule: who hands over to themselves goes on.
 * Of somebody who goes on for more than two weeks, the end of their turn.
 * @returns null if nobody is on call
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function staysUntil(schedule: ScheduleDefinition, at: Date): Date | null {
  const turn = whoIsOnCall(schedule, at);
  if (!turn) return null;
  const horizon = new Date(at.getTime() + FOLLOWED_MS);
  let until = at;
  for (const shift of shiftsBetween(schedule, at, horizon)) {
    if (shift.engineer !== turn.engineer || shift.from > until) break;
    until = shift.until;
  }
  return until < horizon ? until : turn.until;
}

/** Turns that are looked through for the beginning of a shift: hourly ones for 11 years. */
const MAX_TURNS_BACK = 100_000;
/** Turns that are looked through for its end, which may never come. */
const MAX_TURNS_AHEAD = 1_000;

/**
 * The same, but the first and the last with their true ends, as far as those can be found.
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function wholeShiftsBetween(schedule: ScheduleDefinition, from: Date, until: Date): Shift[] {
  const compiled = compileSchedule(schedule);
  return shiftsBetween(schedule, from, until).map((shift) => ({
    ...shift,
    from: shift.from > from ? shift.from : new Date(beginningOf(compiled, shift.from.getTime())),
    until: shift.until < until ? shift.until : new Date(endOf(compiled, shift.until.getTime())),
  }));
}

/** When what holds at an instant began; the instant itself if that is too long ago to be found. */
function beginningOf(compiled: CompiledSchedule, instant: number): number {
  let interval = shiftRuleAt(compiled, compiled.clock.at(instant));
  for (let turn = 0; turn < MAX_TURNS_BACK; turn += 1) {
    const before = shiftRuleAt(compiled, interval.from - 1);
    if (!sameDuty(before.answer, interval.answer)) return compiled.clock.instantOf(interval.from);
    interval = before;
  }
  return instant;
}

/** When what holds just before an instant ends; the instant itself if that is too far ahead to be found. */
function endOf(compiled: CompiledSchedule, instant: number): number {
  let interval = shiftRuleAt(compiled, compiled.clock.at(instant - 1));
  for (let turn = 0; turn < MAX_TURNS_AHEAD && Number.isFinite(interval.until); turn += 1) {
    const after = shiftRuleAt(compiled, interval.until);
    if (!sameDuty(after.answer, interval.answer)) return compiled.clock.instantOf(interval.until);
    interval = after;
  }
  return instant;
}

/**
 * The times between two instants in which nobody is on call although somebody has to be, in order. A gap of a schedule for
 * office hours begins and ends in these; the nights in between are part of it.
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function coverageGaps(schedule: ScheduleDefinition, from: Date, until: Date): CoverageGap[] {
  const free = freeTimes(schedule, from, until);
  const hours = officeHours(schedule);
  if (!hours) return free;
  const { clock } = compileSchedule(schedule);
  return free.flatMap((time) => withinHours(time, hours, clock));
}

/** When a gap is over; null: it is not yet where the looking has ended, and nobody knows when it will be. */
export function gapEnd(schedule: ScheduleDefinition, { until }: CoverageGap): Date | null {
  return coverageGaps(schedule, until, new Date(until.getTime() + 1)).length > 0 ? null : until;
}

/** The part of a time from the first to the last moment in some hours of the week, none if it has no such moment. */
function withinHours({ from, until }: CoverageGap, hours: HoursOfWeek, clock: WallClock): CoverageGap[] {
  const [begin, end] = [clock.at(from.getTime()), clock.at(until.getTime())];
  const first = hoursAt(hours, begin);
  // the moment `until` itself is no part of the time
  const last = hoursAt(hours, end - 1);
  const opens = first.answer ? from : new Date(clock.instantOf(first.until));
  const closes = last.answer ? until : new Date(clock.instantOf(last.from));
  return opens < closes ? [{ from: opens, until: closes }] : [];
}

/**
 * All times between two instants in which nobody is on call, meant or not, in order.
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function freeTimes(schedule: ScheduleDefinition, from: Date, until: Date): CoverageGap[] {
  return spells(compileSchedule(schedule), from.getTime(), until.getTime()).flatMap((spell) =>
    spell.duty ? [] : [{ from: new Date(spell.from), until: new Date(spell.until) }],
  );
}

interface Spell {
  readonly duty: ShiftRule | null;
  /** Epoch milliseconds, like `until`. */
  readonly from: number;
  until: number;
}

/** The whole time, gaps included, as spells that differ from their neighbours. */
function spells(compiled: CompiledSchedule, from: number, until: number): Spell[] {
  const found: Spell[] = [];
  for (let begin = from; begin < until; ) {
    const interval = shiftRuleAt(compiled, compiled.clock.at(begin));
    const end = Math.min(compiled.clock.instantOf(interval.until), until);
    const last = found.at(-1);
    if (last && sameDuty(last.duty, interval.answer)) last.until = end;
    else found.push({ duty: interval.answer, from: begin, until: end });
    begin = end;
  }
  return found;
}

function sameDuty(one: ShiftRule | null, other: ShiftRule | null): boolean {
  return one?.engineer === other?.engineer && one?.layer === other?.layer;
}
