import { UNVERIFIED_LANE } from '../tickets/urgency.ts';
import type { WantedSms } from './write-sms.ts';

type Told = Pick<WantedSms, 'audience' | 'pageId' | 'isReply' | 'ticketNumber' | 'priority'>;

/**
 * What is sent first, as one number, lower before higher: pages about verified tickets, by their urgency; what somebody waits
 * for; pages about tickets that anybody could have opened; and last notices to supervisors and digests.
 */
export function messageUrgency(told: Told): number {
  const priority = told.priority ?? 0;
  return UNVERIFIED_LANE * rowOf(told, priority < UNVERIFIED_LANE) + (priority % UNVERIFIED_LANE);
}

function rowOf({ audience, pageId, isReply, ticketNumber }: Told, verified: boolean): number {
  if (pageId !== undefined) return verified ? 0 : 2;
  const isAwaited = isReply || audience === 'customer' || (audience === 'engineer' && ticketNumber);
  if (!isAwaited) return 3;
  return verified ? 1 : 2;
}
