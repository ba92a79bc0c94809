import type { HeldShift, Invitation, ShiftRequest } from './shift-request.ts';

type Wish = Pick<ShiftRequest, 'kind' | 'shift' | 'other'>;

/** What is open of the same engineer, and who is asked. */
export interface OpenRequests {
  requests: readonly ShiftRequest[];
  invitations: readonly Invitation[];
}

/**
 * The request that a wish doubles, as a form that is sent twice does: it is about the same shifts, and everybody who would be
 * asked is asked already and has not answered. Whoever said no may be asked once more.
 */
export function decideSameRequest(
  { requests, invitations }: OpenRequests,
  wish: Wish,
  people: readonly string[],
  now: Date,
): ShiftRequest | null {
  const isWaiting = (id: string, key: string) =>
    invitations.some(({ requestId, engineer, answer }) => requestId === id && engineer === key && !answer);
  const isSame = (request: ShiftRequest) =>
    request.kind === wish.kind &&
    isSameShift(request.shift, wish.shift, now) &&
    isSameShift(request.other, wish.other, now) &&
    people.every((key) => isWaiting(request.id, key));
  return requests.find(isSame) ?? null;
}

/** What has begun is asked for from now on, whenever that is. */
function isSameShift(one: HeldShift | null, other: HeldShift | null, now: Date): boolean {
  if (one === null || other === null) return one === other;
  const beginsAt = ({ from }: HeldShift) => Math.max(from.getTime(), now.getTime());
  return (
    one.engineer === other.engineer &&
    one.schedule === other.schedule &&
    one.until.getTime() === other.until.getTime() &&
    beginsAt(one) === beginsAt(other)
  );
}
