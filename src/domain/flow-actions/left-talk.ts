import type { Work } from '../../platform/db/work.ts';
import { advanceTimer } from '../../platform/timers/timer-store.ts';
import type { Attempt } from '../callbacks/callback.ts';
import { findAttemptOfCall, findOpenCallback } from '../callbacks/callback-store.ts';
import { findCustomerInTalk } from '../callbacks/other-in-talk.ts';
import { flowOf } from '../calls/run-flow.ts';
import { wordsOfStar } from '../flow/flow.ts';
import { createAnnouncement } from '../listening/create-announcement.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/** By then the carrier has told that a leg has ended: whoever was hung up on is not asked to wait. */
const AWAY_AFTER_MS = 1_500;
const CHECK_AFTER_MS = 5_000;

/**
 * An engineer is out of the room: by the star key, or because it is over. The carrier says the same of both, and may do so before it
 * says that the customer has hung up: as long as their leg is known to be in the room, it was the key.
 */
export const leftTalk = defineAction(
  {
    // a key, each time
    aside: { bounded: true },
    waiting: { bounded: true },
    talked: {},
    over: { tells: TICKET_VALUES, formerly: 'talked' },
    'passed-on': { formerly: 'talked' },
    'not-joined': { tells: [...TICKET_VALUES, 'next-try'] },
  },
  async (_deps, { tx, now, call, visit, script }) => {
    // both ends of a talk may come at once: each sees what the other has written
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    const attempt = await findAttemptOfCall(tx, call.id);
    if (attempt?.stage === 'customer') return { outcome: 'waiting' };
    if (attempt && attempt.outcome !== 'customer-not-reached') {
      if ((await findCustomerInTalk(tx, attempt, script)) === null)
        return whatIsLeft({ tx, now }, ticket, attempt);
      const words = wordsOfStar(flowOf(script, visit));
      if (!words) return { outcome: 'talked' };
      await createAnnouncement({ tx, now }, attempt, words.away, AWAY_AFTER_MS);
      // should it be its end after all, and the report of that be lost, the customer must not wait in silence
      const soon = new Date(now.getTime() + CHECK_AFTER_MS);
      await advanceTimer(tx, { kind: 'check-call', subject: call.id }, soon);
      return { outcome: 'aside' };
    }
    const callback = attempt && (await findOpenCallback(tx, attempt.ticketNumber));
    const vars = ticket ? await describeTicket(tx, ticket, now) : {};
    return { outcome: 'not-joined', vars: { ...vars, 'next-try': callback?.nextAt?.toISOString() ?? '' } };
  },
);

/** The customer is not in the room. What came of it is asked, unless the ticket is settled, or was passed on before they came. */
async function whatIsLeft({ tx, now }: Work, ticket: Ticket | null, { outcome }: Attempt) {
  if (ticket && !isUnanswered(ticket))
    return { outcome: 'over' as const, vars: await describeTicket(tx, ticket, now) };
  return { outcome: outcome === 'withdrawn' ? ('passed-on' as const) : ('talked' as const) };
}
