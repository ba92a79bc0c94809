import type { Tx } from '../../platform/db/database.ts';
import { type Begun, beginCallback } from '../callbacks/begin-callback.ts';
import type { Hotline } from '../calls/hotline.ts';
import type { Means } from '../tickets/ticket.ts';
import { type Acknowledged, acknowledge } from './acknowledge.ts';

/** Whoever wants to be connected takes the ticket with it: they are rung up, and then the customer. */
export async function takeAndConnect(
  tx: Tx,
  hotline: Hotline,
  request: { ticketNumber: string; by: string; channel: Means },
  now: Date,
): Promise<Exclude<Begun, 'not-now'> | Exclude<Acknowledged['outcome'], 'acknowledged' | 'already-yours'>> {
  const { outcome } = await acknowledge(tx, request, now);
  if (outcome !== 'acknowledged' && outcome !== 'already-yours') return outcome;
  const begun = await beginCallback(tx, hotline, request, now);
  return begun === 'not-now' ? 'over' : begun;
}
