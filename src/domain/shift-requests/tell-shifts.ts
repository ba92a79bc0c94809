import type { Work } from '../../platform/db/work.ts';
import { findSchedule } from '../plans/rule-store.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { type HeldShift, type ShiftRequest, shiftsOf } from './shift-request.ts';

/** What texts say of a shift: times in the zone of its schedule. */
export async function describeShift({ tx }: Work, { schedule, from, until }: Omit<HeldShift, 'engineer'>) {
  const definition = await findSchedule(tx, schedule);
  return {
    schedule: definition?.title ?? schedule,
    zone: definition?.timezone ?? 'UTC',
    from: from.toISOString(),
    until: until.toISOString(),
  };
}

/** What texts say of a request: whose shift it is, and of a swap the shift that is given for it. */
export async function describeRequest(
  work: Work,
  request: Pick<ShiftRequest, 'shift' | 'other'>,
): Promise<Record<string, string>> {
  const [own, other] = await Promise.all(shiftsOf(request).map((shift) => describeShift(work, shift)));
  return {
    ...own,
    sender: await nameOf(work.tx, request.shift.engineer),
    ...(other && request.other
      ? {
          'other-schedule': other.schedule,
          'other-from': other.from,
          'other-until': other.until,
          'other-zone': other.zone,
          'other-sender': await nameOf(work.tx, request.other.engineer),
        }
      : {}),
  };
}

/** What the audit trail says of a shift. */
export function shiftDetail({ engineer, from, until }: HeldShift): Record<string, unknown> {
  return { engineer, from: from.toISOString(), until: until.toISOString() };
}
