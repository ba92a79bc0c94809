import { shiftUid } from '../oncall/ical-export.ts';
import type { Shift } from '../oncall/shifts.ts';

/** A shift as calendars were told of it. */
export interface PublishedShift {
  uid: string;
  schedule: string;
  engineer: string;
  from: Date;
  until: Date;
  isOverride: boolean;
  /** a digest of what it is called; null: written by a version that kept none */
  called: string | null;
  /** grows with each change */
  sequence: number;
  changedAt: Date;
  /** it fell away */
  isCancelled: boolean;
}

/** What a schedule says, and what calendars were told of it. */
interface ShiftsToTell {
  schedule: string;
  /** in order, with their true ends */
  shifts: readonly Shift[];
  known: readonly PublishedShift[];
  /** a digest of what a shift of an engineer is called */
  calledOf: (engineer: string) => string;
  /** up to here the shifts are complete; what begins later is not judged */
  reach: Date;
}

/**
 * What calendars have to be told anew: shifts that are new, and those that were changed, under the names they had. A shift
 * is the same as long as its engineer and its beginning stay; one of the same engineer at an overlapping time is the same,
 * moved; one that is called otherwise is the same, renamed. What fell away is cancelled, but what is over stays as it was told.
 */
export function decidePublishedShifts(
  { schedule, shifts, known, calledOf, reach }: ShiftsToTell,
  now: Date,
): PublishedShift[] {
  const told = new Map<Shift, PublishedShift>();
  const left = new Set(known.filter(({ from, isCancelled }) => !isCancelled && from < reach));
  const gone = new Set(known.filter(({ isCancelled }) => isCancelled));
  const pair = (pool: Set<PublishedShift>, isSame: (shift: Shift, one: PublishedShift) => boolean) => {
    for (const shift of shifts) {
      const same = told.has(shift) ? undefined : [...pool].find((one) => isSame(shift, one));
      if (!same) continue;
      told.set(shift, same);
      pool.delete(same);
    }
  };
  pair(left, (shift, one) => isOf(shift, one) && shift.from.getTime() === one.from.getTime());
  pair(left, (shift, one) => isOf(shift, one) && shift.from < one.until && one.from < shift.until);
  pair(gone, (shift, one) => isOf(shift, one) && shift.from.getTime() === one.from.getTime());
  const names = new Set(known.map(({ uid }) => uid));
  const news = shifts.flatMap((shift) => {
    const one = told.get(shift);
    const called = calledOf(shift.engineer);
    return one ? changeOf(one, { ...shift, called }, now) : newOf(schedule, { ...shift, called }, names, now);
  });
  const cancelled = [...left]
    .filter(({ until }) => until > now)
    .map((one) => ({ ...one, isCancelled: true, sequence: one.sequence + 1, changedAt: now }));
  return [...news, ...cancelled];
}

function isOf({ engineer }: Shift, one: PublishedShift): boolean {
  return engineer === one.engineer;
}

type CalledShift = Shift & { called: string };

function changeOf(one: PublishedShift, shift: CalledShift, now: Date): PublishedShift[] {
  const isOverride = shift.because === 'override';
  const isSame =
    !one.isCancelled &&
    one.from.getTime() === shift.from.getTime() &&
    one.until.getTime() === shift.until.getTime() &&
    one.isOverride === isOverride &&
    (one.called === null || one.called === shift.called);
  const { from, until, called } = shift;
  const changed = { ...one, from, until, isOverride, called, isCancelled: false };
  return isSame ? [] : [{ ...changed, sequence: one.sequence + 1, changedAt: now }];
}

function newOf(schedule: string, shift: CalledShift, names: Set<string>, now: Date): PublishedShift[] {
  const { engineer, from, until, because, called } = shift;
  const plain = shiftUid(schedule, shift);
  // one that was moved has kept the name
  const uid = names.has(plain) ? plain.replace('@', `-${now.getTime()}@`) : plain;
  names.add(uid);
  const fresh = { called, sequence: 0, changedAt: now, isCancelled: false };
  return [{ uid, schedule, engineer, from, until, isOverride: because === 'override', ...fresh }];
}
