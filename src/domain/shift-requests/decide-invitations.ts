import { DAY, MINUTE } from '../calendar/local-time.ts';

/** What is known of somebody who can be asked. */
export interface Candidate {
  engineer: string;
  isRetired: boolean;
  /** at any time of the shift */
  isAway: boolean;
  /** no phone of theirs takes SMS */
  isOptedOut: boolean;
  /** they lack a language that everybody of the schedule speaks */
  lacksLanguage: boolean;
  /** on call by another schedule at any time of the shift */
  isOnCallElsewhere: boolean;
  /** shifts covered lately */
  covers: number;
  lastCoveredAt: Date | null;
  lastAskedAt: Date | null;
  /** when they last asked for cover themselves */
  lastAskingAt: Date | null;
}

/** Why somebody is not asked. */
export type LeftOut = 'away' | 'retired';
/** What speaks against somebody who is asked all the same. */
export type CoverDoubt = 'no-sms' | 'language' | 'on-call';

export interface DecidedInvitations {
  invitations: { engineer: string; askAt: Date; doubts: CoverDoubt[] }[];
  leftOut: { engineer: string; because: LeftOut }[];
}

/** Of a whole schedule so many are asked at a time, and the next when these have not said yes. */
const AT_A_TIME = 2;
const NEXT_AFTER_MS = 20 * MINUTE;
/** A shift that begins this soon leaves no time for one after another. */
const SOON_MS = 2 * 60 * MINUTE;
/** Who was asked in this time is not asked again at once. */
const JUST_ASKED_MS = DAY;
/** Who asked for cover in this time is not asked before the others. */
const JUST_ASKING_MS = 7 * DAY;

/**
 * Who is asked, in which order and when. Whoever was named is asked at once; of a whole schedule those come first who can do
 * it without a doubt, were not asked just now, and have covered least lately.
 * @param shift.isAll everybody of the schedule, else these people were named
 */
export function decideInvitations(
  candidates: readonly Candidate[],
  shift: { isAll: boolean; begins: Date },
  now: Date,
): DecidedInvitations {
  const leftOut = candidates.flatMap((one) => {
    const because = reasonAgainst(one);
    return because === null ? [] : [{ engineer: one.engineer, because }];
  });
  const able = candidates.filter((one) => reasonAgainst(one) === null);
  const isUrgent = shift.begins.getTime() - now.getTime() < SOON_MS;
  const wait = shift.isAll && !isUrgent ? NEXT_AFTER_MS : 0;
  const invitations = able
    .toSorted((one, other) => compare(rankOf(one, now), rankOf(other, now)))
    .map((one, place) => ({
      engineer: one.engineer,
      askAt: new Date(now.getTime() + Math.floor(place / AT_A_TIME) * wait),
      doubts: doubtsOf(one),
    }));
  return { invitations, leftOut };
}

function reasonAgainst({ isRetired, isAway }: Candidate): LeftOut | null {
  if (isRetired) return 'retired';
  return isAway ? 'away' : null;
}

function doubtsOf({ isOptedOut, lacksLanguage, isOnCallElsewhere }: Candidate): CoverDoubt[] {
  const doubts: [boolean, CoverDoubt][] = [
    [isOptedOut, 'no-sms'],
    [lacksLanguage, 'language'],
    [isOnCallElsewhere, 'on-call'],
  ];
  return doubts.flatMap(([holds, doubt]) => (holds ? [doubt] : []));
}

type Rank = readonly (number | string)[];

function rankOf(one: Candidate, now: Date): Rank {
  const isWithin = (at: Date | null, ms: number) => at !== null && now.getTime() - at.getTime() < ms;
  const isJust = isWithin(one.lastAskedAt, JUST_ASKED_MS) || isWithin(one.lastAskingAt, JUST_ASKING_MS);
  return [
    doubtsOf(one).length > 0 ? 1 : 0,
    isJust ? 1 : 0,
    one.covers,
    one.lastCoveredAt?.getTime() ?? 0,
    one.lastAskedAt?.getTime() ?? 0,
    one.engineer,
  ];
}

function compare(one: Rank, other: Rank): number {
  const at = one.findIndex((value, place) => value !== other[place]);
  if (at < 0) return 0;
  return (one[at] as number) < (other[at] as number) ? -1 : 1;
}
