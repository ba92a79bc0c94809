import { endListening as end } from '../listening/end-listening.ts';
import { findListenerOfCall } from '../listening/listener-store.ts';
import { defineAction } from './action.ts';

/** Whoever has listened to a talk has left it, or it is over; or their leg has ended before. */
export const endListening = defineAction(
  {
    ended: {},
  },
  async (_deps, { tx, now, call }) => {
    await end({ tx, now }, await findListenerOfCall(tx, call.id));
    return { outcome: 'ended' };
  },
);
