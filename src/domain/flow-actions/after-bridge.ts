import { findAttemptOfCall, findOpenCallback } from '../callbacks/callback-store.ts';
import { tellEngineerAside } from '../callbacks/part-talk.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { findTicket, lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/** A party has left the room: did the two talk? */
export const afterBridge = defineAction(
  {
    talked: {},
    'not-joined': { tells: [...TICKET_VALUES, 'next-try'] },
  },
  async (_desk, { tx, now, call, script }) => {
    const attempt = await findAttemptOfCall(tx, call.id);
    if (!attempt) return { outcome: 'not-joined' };
    const talked =
      attempt.stage === 'joined' || (attempt.stage === 'ended' && attempt.outcome !== 'customer-not-reached');
    if (talked) {
      await lockTicket(tx, attempt.ticketNumber);
      await tellEngineerAside({ tx, now }, call, script);
      return { outcome: 'talked' };
    }
    const ticket = await findTicket(tx, attempt.ticketNumber);
    const callback = await findOpenCallback(tx, attempt.ticketNumber);
    const vars = ticket ? await describeTicket(tx, ticket, now) : {};
    return { outcome: 'not-joined', vars: { ...vars, 'next-try': callback?.nextAt?.toISOString() ?? '' } };
  },
);
