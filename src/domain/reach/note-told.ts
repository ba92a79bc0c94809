import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import type { Message } from '../messages/message.ts';
import { clearUntold, noteSpoken } from '../messages/reach-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';

/** A message was spoken to its customer, or to their machine. */
export async function noteTold(
  { tx, now }: Work,
  message: { id: string; ticketNumber: string | null },
): Promise<void> {
  const { id, ticketNumber } = message;
  await noteSpoken(tx, id, now);
  if (ticketNumber === null) return;
  await addEvent(tx, ticketNumber, { at: now, kind: 'customer-told', actor: 'hotline' });
  await clearUntold(tx, ticketNumber);
}

/** An SMS has arrived: if it was to a customer, they know how their ticket stands. */
export async function noteDelivered(tx: Tx, { audience, ticketNumber }: Message): Promise<void> {
  if (audience === 'customer' && ticketNumber !== null) await clearUntold(tx, ticketNumber);
}
