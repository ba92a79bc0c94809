/** A shift of somebody, or a part of it. */
export interface HeldShift {
  /** whose it is: an engineer's key */
  engineer: string;
  schedule: string;
  from: Date;
  until: Date;
}

export const REQUEST_STATUSES = ['open', 'agreed', 'declined', 'withdrawn', 'expired', 'overtaken'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** Somebody asks for cover, or to swap two shifts. Until others have said yes everything stays as it is. */
export interface ShiftRequest {
  id: string;
  kind: 'cover' | 'swap';
  shift: HeldShift;
  /** of a swap: the shift that is given for it */
  other: HeldShift | null;
  /** may be empty */
  why: string;
  askedAt: Date;
  askedBy: string;
  expiresAt: Date;
  status: RequestStatus;
  settledAt: Date | null;
  coveredBy: string | null;
  /** its shift has begun, and its engineer was told that they have it still */
  begunToldAt: Date | null;
}

/** Somebody who is asked. */
export interface Invitation {
  requestId: string;
  engineer: string;
  /** by which they answer by SMS */
  number: string;
  askAt: Date;
  /** null: not yet */
  askedAt: Date | null;
  answer: 'yes' | 'no' | null;
  answeredAt: Date | null;
}

/** By which way somebody answered. */
export type AnswerChannel = 'sms' | 'console' | 'link' | 'api';

/** Every shift that a request is about. */
export function shiftsOf({ shift, other }: Pick<ShiftRequest, 'shift' | 'other'>): HeldShift[] {
  return other ? [shift, other] : [shift];
}
