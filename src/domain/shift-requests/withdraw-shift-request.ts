import type { HotlineWork } from '../calls/hotline.ts';
import { notifyEngineer } from '../paging/notify.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { listInvitations } from './invitation-store.ts';
import { lockShiftRequest, settleShiftRequest } from './shift-request-store.ts';
import { describeRequest, shiftDetail } from './tell-shifts.ts';

/**
 * Cover is not needed after all, or a swap not wanted. Whoever was asked is told.
 * @param own only if it is about a shift of this engineer; null: whoever's it is
 * @returns whether it was open
 */
export async function withdrawShiftRequest(
  work: HotlineWork,
  by: Doer,
  id: string,
  own: string | null,
): Promise<boolean> {
  const { tx, now } = work;
  const request = await lockShiftRequest(tx, id);
  if (request?.status !== 'open' || (own !== null && request.shift.engineer !== own)) return false;
  await settleShiftRequest(tx, id, { status: 'withdrawn', by: by.name }, now);
  const { schedule } = request.shift;
  const detail = shiftDetail(request.shift);
  await addAuditEntry(tx, by, { action: 'shift-request-withdrawn', subject: schedule, detail }, now);
  const vars = await describeRequest(work, request);
  for (const { engineer, askedAt, answer } of await listInvitations(tx, [id])) {
    if (askedAt !== null && answer !== 'no')
      await notifyEngineer(work, engineer, { text: 'cover-withdrawn', vars });
  }
  return true;
}
