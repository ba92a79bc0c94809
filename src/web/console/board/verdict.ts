import type { Board, OpenCase } from './read-board.ts';

/** What the board says before anything else. All zero: every promise is being kept. */
export interface BoardVerdict {
  /** no ticket can be opened: there is no promise that could be kept */
  opensNone: boolean;
  /** callers do not get through: our own calls do not */
  isLineClosed: boolean;
  missed: number;
  /** those of them that nobody has */
  missedUnheld: number;
  near: number;
  /** tickets that nobody has and for which a step, or a whole round, has failed */
  unreached: {
    count: number;
    isRed: boolean;
    areCritical: boolean;
    /** when nothing is left of the most pressing one; null: its clock rests */
    zeroAt: Date | null;
  };
  /** customers who do not know what we have tried to tell them */
  untold: number;
  /** tickets that somebody has who is absent */
  holderAway: number;
  /** schedules in which nobody is on call, and somebody should be */
  uncovered: number;
  /** people on call of whom something shows that they are not reached */
  notReached: number;
}

/** What of the board decides about it. */
export type Judged = Pick<Board, 'cases' | 'onCall' | 'opensTickets' | 'line'>;

/**
 * The answer to the one question. What is missed and what nobody has is told first, so a ticket that is near as well is
 * told once.
 */
export function verdictOf({ cases, onCall, opensTickets, line }: Judged): BoardVerdict {
  const count = (holds: (ticket: OpenCase) => boolean) => cases.filter(holds).length;
  const isMissed = ({ time }: OpenCase) => time.urgency === 'missed';
  const unreached = cases.filter((ticket) => isUnreached(ticket) && !isMissed(ticket));
  const worst = unreached.toSorted((a, b) => zeroOf(a) - zeroOf(b))[0];
  return {
    opensNone: !opensTickets,
    isLineClosed: line?.state === 'closed',
    missed: count(isMissed),
    missedUnheld: count((ticket) => isMissed(ticket) && ticket.reach !== null),
    near: count((ticket) => ticket.time.urgency === 'near' && !isUnreached(ticket)),
    unreached: {
      count: unreached.length,
      isRed: unreached.some(({ reach }) => reach?.state === 'red'),
      areCritical: unreached.every(({ severity }) => severity === 1),
      zeroAt: worst?.time.runs ? worst.time.zeroAt : null,
    },
    untold: count(({ untoldSince }) => untoldSince !== null),
    holderAway: count(({ isHolderAway }) => isHolderAway),
    uncovered: onCall.filter(({ isUncovered }) => isUncovered).length,
    notReached: countUnreachable(onCall),
  };
}

/** Who is on call in two schedules is one person. */
function countUnreachable(onCall: Board['onCall']): number {
  const lines = onCall.filter(({ doubt }) => doubt?.verdict === 'unreachable');
  return new Set(lines.map(({ current }) => current?.engineer)).size;
}

export type Alarm = 'fine' | 'near' | 'missed';

/** The colour of a verdict: what nobody has for a whole round is as bad as a miss. */
export function alarmOf(verdict: BoardVerdict): Alarm {
  const { opensNone, isLineClosed, missed, near, unreached, untold, holderAway, uncovered, notReached } =
    verdict;
  if (opensNone || isLineClosed || missed > 0 || unreached.isRed) return 'missed';
  return near + unreached.count + untold + holderAway + uncovered + notReached > 0 ? 'near' : 'fine';
}

/** How many things want somebody's eyes: the number in the page's title. */
export function countAlarms(verdict: BoardVerdict): number {
  const { opensNone, isLineClosed, missed, unreached, untold, holderAway, uncovered, notReached } = verdict;
  return (
    Number(opensNone) +
    Number(isLineClosed) +
    missed +
    unreached.count +
    untold +
    holderAway +
    uncovered +
    notReached
  );
}

/** A step has failed for it, and nobody has it. */
export function isUnreached({ reach }: Pick<OpenCase, 'reach'>): boolean {
  return reach !== null && reach.state !== 'calm';
}

/** A clock that rests runs out later than any that runs. */
function zeroOf({ time }: OpenCase): number {
  return time.runs ? time.zeroAt.getTime() : Number.MAX_SAFE_INTEGER;
}

/** A page's title, with how many things want somebody's eyes before it: `(2) Live board`. */
export function titleWith(board: Judged, title: string): string {
  const count = countAlarms(verdictOf(board));
  return count > 0 ? `(${count}) ${title}` : title;
}
