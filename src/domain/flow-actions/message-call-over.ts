import { findSpokenMessage } from '../messages/reach-store.ts';
import { noteTold } from '../reach/note-told.ts';
import { reachCustomer } from '../reach/reach-customer.ts';
import { defineAction } from './action.ts';

/** A call that was to speak a message has ended. Whoever picked up was told, a machine as well; else the next phone follows. */
export const messageCallOver = defineAction(
  {
    told: {},
    'not-reached': {},
  },
  async (deps, { tx, now, call, visit }) => {
    const message = await findSpokenMessage(tx, call.id);
    if (message === null) return { outcome: 'not-reached' };
    if (visit.vars.told) {
      await noteTold({ tx, now }, { id: message, ticketNumber: call.ticketNumber });
      return { outcome: 'told' };
    }
    await reachCustomer({ tx, hotline: deps.hotline, now }, message);
    return { outcome: 'not-reached' };
  },
);
