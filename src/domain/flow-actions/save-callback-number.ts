import { maskNumber } from '../../platform/log.ts';
import { changeTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { defineAction } from './action.ts';

/** The number that was keyed in and confirmed is where the callback goes. */
export const saveCallbackNumber = defineAction(
  {
    saved: { tells: ['callback-number'] },
  },
  async (_desk, { tx, now, visit }) => {
    const { ticket, 'new-number': number } = visit.vars;
    if (!ticket || !number) return { outcome: 'saved' };
    await changeTicket(tx, ticket, { callbackNumber: number });
    const detail = { number: maskNumber(number) };
    await addEvent(tx, ticket, { at: now, kind: 'callback-number', actor: 'caller', detail });
    return { outcome: 'saved', vars: { 'callback-number': number } };
  },
);
