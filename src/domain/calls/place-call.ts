import { HotlineError } from '../../platform/errors.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { firstVisit } from '../flow/visit.ts';
import type { Call, Party } from './call.ts';
import { insertCall } from './call-store.ts';
import type { HotlineWork } from './hotline.ts';

export interface WantedCall {
  party: Exclude<Party, 'caller'>;
  flow: 'engineer' | 'callback' | 'message' | 'test' | 'listen';
  to: string;
  language: string;
  ticketNumber: string | null;
  /** the message that it speaks */
  messageId?: string;
  engineer?: string | null;
  customerNumber?: string | null;
  vars?: Record<string, string>;
  /** lower is dialled first when the carrier takes only so many calls a second */
  urgency: number;
}

/** Writes down that a leg is wanted; it is dialled as soon as the transaction has committed. */
export async function queueCall(work: HotlineWork, wanted: WantedCall): Promise<Call> {
  const call = await plan(work, wanted, false);
  if (!call) throw new HotlineError('database-unavailable', 'a planned call could not be written');
  return call;
}

/** The same for a leg that others may join. @returns null if somebody else was quicker: theirs is there by now */
export async function queueSharedCall(work: HotlineWork, wanted: WantedCall): Promise<Call | null> {
  return plan(work, wanted, true);
}

async function plan(
  { tx, hotline, now }: HotlineWork,
  wanted: WantedCall,
  together: boolean,
): Promise<Call | null> {
  const flow = hotline.script.flows.get(wanted.flow);
  if (!flow) throw new HotlineError('bad-flow', `there is no flow ${wanted.flow}`);
  const visit = firstVisit(flow, wanted.language, hotline.script.version);
  const call = await insertCall(tx, {
    direction: 'outbound',
    party: wanted.party,
    fromNumber: hotline.number,
    toNumber: wanted.to,
    status: 'planned',
    visit: { ...visit, vars: { ...aboutTicket(wanted), ...wanted.vars } },
    engineer: wanted.engineer ?? null,
    customerNumber: wanted.customerNumber ?? null,
    ticketNumber: wanted.ticketNumber,
    startedAt: now,
    urgency: wanted.urgency,
    together,
    ...(wanted.messageId === undefined ? {} : { messageId: wanted.messageId }),
  });
  if (call)
    await setTimer(tx, { kind: 'place-call', subject: call.id, dueAt: now, priority: wanted.urgency });
  return call;
}

function aboutTicket({ ticketNumber }: WantedCall): Record<string, string> {
  return ticketNumber === null ? {} : { ticket: ticketNumber };
}
