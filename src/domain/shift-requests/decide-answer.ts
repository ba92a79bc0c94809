import type { HeldShift, Invitation, RequestStatus, ShiftRequest } from './shift-request.ts';

/** Somebody says yes or no, and what stands when they do. */
export interface AnswerRows {
  request: ShiftRequest;
  invitations: readonly Invitation[];
  engineer: string;
  answer: 'yes' | 'no';
  /** at any time of what they would have */
  isAway: boolean;
  /** of a swap: the other side, at any time of what it would have */
  isOtherAway: boolean;
  isRetired: boolean;
  /** what is left of the request's shift */
  left: readonly HeldShift[];
  /** of a swap: what is left of the other */
  otherLeft: readonly HeldShift[];
}

/** A shift, or a part of one, and who has it from now on. */
export interface Handed extends HeldShift {
  to: string;
}

/**
 * What came of an answer: `agreed` (shifts change hands), `noted` (others have to say yes, too), `declined`; or why it changes
 * nothing: nobody asked them, it is over, they are away, the other side of a swap is, or others have the shift by now.
 */
export type AnswerOutcome =
  | 'agreed'
  | 'noted'
  | 'declined'
  | 'not-asked'
  | 'over'
  | 'away'
  | 'other-away'
  | 'overtaken';

export interface DecidedAnswer {
  outcome: AnswerOutcome;
  /** what the request is from now on; null: what it was */
  status: Exclude<RequestStatus, 'open'> | null;
  handed: Handed[];
  /** whether the answer is written down */
  isNoted: boolean;
}

/** Decides what an answer changes. The request is in the hands of whoever asks: of two yeses the second finds it agreed. */
export function decideAnswer(rows: AnswerRows, now: Date): DecidedAnswer {
  const { request, invitations, engineer, answer } = rows;
  const invitation = invitations.find((one) => one.engineer === engineer);
  if (!invitation || rows.isRetired) return nothing('not-asked');
  if (request.status !== 'open') return nothing('over');
  if (now >= request.expiresAt) return { ...nothing('over'), status: 'expired' };
  return answer === 'yes' ? decideYes(rows, now) : decideNo(rows);
}

function decideNo({ request, invitations, engineer }: AnswerRows): DecidedAnswer {
  const isNo = (one: Invitation) => one.engineer === engineer || one.answer === 'no';
  // a swap needs everybody, a cover anybody
  const isOver = request.kind === 'swap' || invitations.every(isNo);
  return { outcome: 'declined', status: isOver ? 'declined' : null, handed: [], isNoted: true };
}

function decideYes(rows: AnswerRows, now: Date): DecidedAnswer {
  const { request, invitations, engineer, isAway, left, otherLeft } = rows;
  if (isAway) return nothing('away');
  const isSwap = request.kind === 'swap';
  if (isOvertaken(rows, now)) return { outcome: 'overtaken', status: 'overtaken', handed: [], isNoted: true };
  const isMissing = (one: Invitation) => one.engineer !== engineer && one.answer !== 'yes';
  if (isSwap && invitations.some(isMissing))
    return { outcome: 'noted', status: null, handed: [], isNoted: true };
  // who said yes before may have become ill since
  if (isSwap && rows.isOtherAway)
    return { outcome: 'other-away', status: 'overtaken', handed: [], isNoted: true };
  const to = request.other?.engineer ?? engineer;
  const handed = [
    ...left.map((shift) => ({ ...shift, to })),
    ...(isSwap ? otherLeft.map((shift) => ({ ...shift, to: request.shift.engineer })) : []),
  ];
  return { outcome: 'agreed', status: 'agreed', handed, isNoted: true };
}

/**
 * Whether others have what a request is about: of a cover all of it. Of a swap the beginning or the end of either shift is
 * enough: nobody has said yes to less for what they give.
 */
export function isOvertaken(
  { request: { shift, other }, left, otherLeft }: Pick<AnswerRows, 'request' | 'left' | 'otherLeft'>,
  now: Date,
): boolean {
  if (other === null) return left.length === 0;
  return isCut(shift, left, now) || isCut(other, otherLeft, now);
}

/** That time has passed since takes nothing from anybody. */
function isCut({ from, until }: HeldShift, left: readonly HeldShift[], now: Date): boolean {
  const [first, last] = [left[0], left.at(-1)];
  if (!first || !last) return true;
  return first.from.getTime() > Math.max(from.getTime(), now.getTime()) || last.until < until;
}

function nothing(outcome: AnswerOutcome): DecidedAnswer {
  return { outcome, status: null, handed: [], isNoted: false };
}

/** Somebody who reads what came of an answer. */
export interface ToldOfAnswer {
  /** null: the supervisors */
  to: string | null;
  /** a name under `sms` in voice-flows/prompts/ */
  text: string;
}

/** Who has to know that others have been given the shift, or one of a swap, before anybody has answered. */
export function toldOfOvertaken({
  request: { kind, shift, other },
  invitations,
}: Pick<AnswerRows, 'request' | 'invitations'>): { to: string; text: string }[] {
  if (kind === 'swap' && other)
    return [shift, other].map(({ engineer }) => ({ to: engineer, text: 'swap-gone' }));
  return stillAsked(invitations).map(({ engineer }) => ({ to: engineer, text: 'cover-settled' }));
}

/** Those who were asked and have not answered. */
export function stillAsked(invitations: readonly Invitation[]): Invitation[] {
  return invitations.filter(({ askedAt, answer }) => askedAt !== null && answer === null);
}

/** Who has to know what came of an answer, beside the one who gave it. */
export function decideTold(
  { request, invitations, engineer }: Pick<AnswerRows, 'request' | 'invitations' | 'engineer'>,
  { outcome, status }: DecidedAnswer,
): ToldOfAnswer[] {
  const { kind, shift, other } = request;
  const isSwap = kind === 'swap';
  if (outcome === 'declined' && status)
    return [{ to: shift.engineer, text: isSwap ? 'swap-declined' : 'cover-nobody' }].filter(
      ({ to }) => to !== engineer,
    );
  if (outcome === 'overtaken')
    return toldOfOvertaken({ request, invitations }).filter(({ to }) => to !== engineer);
  const others = [shift.engineer, other?.engineer].flatMap((key) =>
    key === undefined || key === engineer ? [] : key,
  );
  if (outcome === 'other-away') return others.map((to) => ({ to, text: 'swap-away' }));
  if (outcome !== 'agreed') return [];
  const waiting = stillAsked(invitations).filter((one) => one.engineer !== engineer);
  return [
    ...others.map((to) => ({ to, text: isSwap ? 'swap-done' : 'cover-found' })),
    ...(isSwap ? [] : waiting.map((one) => ({ to: one.engineer, text: 'cover-gone' }))),
    { to: null, text: isSwap ? 'swap-told' : 'cover-told' },
  ];
}
