import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { attemptFailed } from '../callbacks/end-attempt.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/** The customer's leg has ended. If nobody pressed the key, nobody was there: the engineer hears it, the next try is planned. */
export const customerHungUp = defineAction(['not-reached', 'talked'], async (desk, { tx, now, call }) => {
  const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
  const attempt = await findAttemptOfCall(tx, call.id);
  if (!ticket || attempt?.stage !== 'customer') return { outcome: 'talked' };
  await attemptFailed(tx, desk.line, ticket, attempt, 'customer-not-reached', now);
  return { outcome: 'not-reached' };
});
