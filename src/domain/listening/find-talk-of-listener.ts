import type { Tx } from '../../platform/db/database.ts';
import type { Attempt } from '../callbacks/callback.ts';
import { findTalk } from '../callbacks/find-talk.ts';
import type { Call } from '../calls/call.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import type { TalkListener } from './listener.ts';
import { findListenerOfCall } from './listener-store.ts';

export interface Listening {
  ticket: Ticket;
  listener: TalkListener;
  talk: Attempt;
}

/** The talk that a leg was rung to listen to, as long as it goes on; a later talk about the same ticket is another one. */
export async function findTalkOfListener(
  tx: Tx,
  call: Pick<Call, 'id' | 'ticketNumber'>,
): Promise<Listening | null> {
  const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
  const listener = await findListenerOfCall(tx, call.id);
  const talk = ticket && (await findTalk(tx, ticket.number));
  if (!ticket || !listener || listener.endedAt !== null) return null;
  return talk?.id === listener.attemptId ? { ticket, listener, talk } : null;
}
