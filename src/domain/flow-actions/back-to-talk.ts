import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { findCustomerInTalk } from '../callbacks/other-in-talk.ts';
import { flowOf } from '../calls/run-flow.ts';
import { wordsOfStar } from '../flow/flow.ts';
import { dropAnnouncements } from '../listening/announcement-store.ts';
import { isListenedTo } from '../listening/is-listened-to.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/** Whoever has left a talk for a moment goes back to it, as long as the customer is in it. */
export const backToTalk = defineAction(
  {
    back: { bounded: true },
    // they may not have heard the announcement
    'back-listened-to': { bounded: true },
    talked: {},
  },
  async (_deps, { tx, now, call, visit, script }) => {
    await lockTicket(tx, call.ticketNumber ?? '0');
    const attempt = await findAttemptOfCall(tx, call.id);
    const customer = attempt && (await findCustomerInTalk(tx, attempt, script));
    if (!customer) return { outcome: 'talked' };
    const away = wordsOfStar(flowOf(script, visit))?.away;
    if (away) await dropAnnouncements(tx, { attemptId: attempt.id, prompt: away }, now);
    return { outcome: (await isListenedTo(tx, attempt.ticketNumber)) ? 'back-listened-to' : 'back' };
  },
);
