import { type Begun, beginCallback } from '../callbacks/begin-callback.ts';
import { callIn } from '../callbacks/call-in.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { Means } from '../tickets/ticket.ts';
import { type Acknowledged, acknowledge } from './acknowledge.ts';

/**
 * Whoever wants to be connected takes the ticket with it: they are rung up, and then the customer. Whoever helps is rung to
 * join the talk that is going on, if one is.
 */
export async function takeAndConnect(
  work: HotlineWork,
  request: { ticketNumber: string; by: string; channel: Means; phone?: string },
): Promise<Exclude<Begun, 'not-now'> | Exclude<Acknowledged['outcome'], 'acknowledged' | 'already-yours'>> {
  const { outcome } = await acknowledge(work, request);
  if (outcome === 'helping')
    return (await callIn(work, request.ticketNumber, request.by)) === 'ringing' ? 'calling' : outcome;
  if (outcome !== 'acknowledged' && outcome !== 'already-yours') return outcome;
  const begun = await beginCallback(work, request);
  return begun === 'not-now' ? 'over' : begun;
}
