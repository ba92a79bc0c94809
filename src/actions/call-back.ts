import { findTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { defineAction } from './action.ts';

/** The caller prefers a callback, or has waited long enough: the callback is open since the ticket was. */
export const callBack = defineAction(['planned', 'no-number'], async (_desk, { tx, now, visit }) => {
  const ticket = await findTicket(tx, visit.vars.ticket ?? '');
  if (!ticket?.callbackNumber) return { outcome: 'no-number' };
  const detail = { number: 'on record' };
  await addEvent(tx, ticket.number, { at: now, kind: 'callback-planned', actor: 'caller', detail });
  return { outcome: 'planned' };
});
