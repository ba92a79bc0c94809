import type { Work } from '../../platform/db/work.ts';
import type { Attempt } from '../callbacks/callback.ts';
import { changeAttempt } from '../callbacks/callback-store.ts';
import type { Call } from '../calls/call.ts';
import { clearUntold } from '../messages/reach-store.ts';
import { leaveToTalk } from '../ticket-operations/leave-to-talk.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';

/** An engineer waits for just this caller: from now on both are in the ticket's room. */
export async function joinWaitingEngineer(
  { tx, now }: Work,
  ticket: Ticket,
  attempt: Attempt | null,
  call: Call,
): Promise<boolean> {
  if (attempt?.customerCallId !== call.id) return false;
  if (attempt.stage === 'customer') {
    await changeAttempt(tx, attempt.id, { stage: 'joined' });
    await clearUntold(tx, ticket.number);
    await leaveToTalk({ tx, now }, ticket);
    await addEvent(tx, ticket.number, {
      at: now,
      kind: 'joined',
      actor: engineerOrSupervisors(attempt.engineer),
    });
  }
  return true;
}
