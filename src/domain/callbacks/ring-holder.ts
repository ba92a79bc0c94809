import type { HotlineWork } from '../calls/hotline.ts';
import { wasRungToConnect } from '../paging/page-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { wasTakenByKey } from '../tickets/timeline-store.ts';
import { beginCallback } from './begin-callback.ts';
import { findRunningAttempt } from './callback-store.ts';

/**
 * A caller waits on the line, and somebody has their ticket: they are rung, to be connected, once in each wait. Nobody is rung
 * who has written the answer, or has keyed meanwhile that they call later; who is not verified has them rung once in all.
 * @param since when the caller began to wait
 * @returns whether they wait for nobody, since whoever has it calls later
 */
export async function ringHolder(
  work: HotlineWork,
  { number, status, verified, openedAt, answerSentAt }: Ticket,
  since: Date,
): Promise<boolean> {
  const { tx } = work;
  if (status !== 'acknowledged' || answerSentAt !== null) return false;
  if (await wasRungToConnect(tx, number, verified ? since : openedAt)) return false;
  if (await wasTakenByKey(tx, number, since)) return (await findRunningAttempt(tx, number)) === null;
  await beginCallback(work, { ticketNumber: number });
  return false;
}
