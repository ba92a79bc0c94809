import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { shiftsBetween } from '../oncall/shifts.ts';
import { burdenOf, type DutyShare, type ShareRules } from './duty-shares.ts';

/** A turn that somebody else could take, so that duty is shared more evenly. */
export interface SuggestedTurn {
  from: Date;
  until: Date;
  /** whose turn it is: they have had the most */
  instead: string;
  /** they have had the least */
  by: string;
  /** so many nights, weekend days and holidays lie between the two */
  difference: number;
}

/** A difference of a week's turn, seven nights and a weekend, evens out by itself. */
const MIN_DIFFERENCE = 10;
const AHEAD_MS = 42 * 24 * 3_600_000;

/**
 * Which coming turn of a schedule somebody else could take: the first whole one of whoever has had the most, for whoever has
 * had the least. It is a suggestion, and nothing follows from it.
 * @param shares of everybody, for a longer time past
 * @returns null: duty is shared evenly enough, or there is nobody to share it with
 */
export function suggestTurn(
  schedule: ScheduleDefinition,
  shares: readonly DutyShare[],
  rules: Omit<ShareRules, 'span'>,
  now: Date,
): SuggestedTurn | null {
  const people = new Set(schedule.layers.flatMap(({ participants }) => participants));
  const known = shares
    .filter(({ engineer }) => people.has(engineer))
    .toSorted((one, other) => loadOf(other) - loadOf(one));
  const [most, least] = [known[0], known.at(-1)];
  if (!most || !least) return null;
  const difference = loadOf(most) - loadOf(least);
  if (difference < MIN_DIFFERENCE) return null;
  const ahead = new Date(now.getTime() + AHEAD_MS);
  // a turn by day evens nothing out, and one that is too large would only turn it round
  const turn = shiftsBetween(schedule, now, ahead).find(({ engineer, from, until }) => {
    if (engineer !== most.engineer || from <= now || until >= ahead) return false;
    const load = loadOf(burdenOf([{ from: from.getTime(), until: until.getTime() }], rules));
    return load > 0 && load < difference;
  });
  if (!turn) return null;
  const { from, until } = turn;
  return { from, until, instead: most.engineer, by: least.engineer, difference };
}

/** Each night, weekend day and holiday counts one; how often somebody is paged is luck, not a turn. */
function loadOf({ nights, weekendDays, holidays }: ReturnType<typeof burdenOf>): number {
  return nights + weekendDays + holidays;
}
