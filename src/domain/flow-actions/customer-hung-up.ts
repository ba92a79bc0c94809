import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { callCustomer } from '../callbacks/connect.ts';
import { attemptFailed } from '../callbacks/end-attempt.ts';
import { tellEngineerAside } from '../callbacks/part-talk.ts';
import { customerPhones } from '../reach/customer-phones.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/**
 * The customer's leg has ended. If nobody pressed the key, nobody was there: their next phone is rung while the engineer
 * waits; after the last one the engineer hears it, and the next try is planned.
 */
export const customerHungUp = defineAction(
  {
    'not-reached': {},
    'next-phone': {},
    talked: {},
  },
  async (deps, { tx, now, call, script }) => {
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    const attempt = await findAttemptOfCall(tx, call.id);
    if (!ticket || attempt?.stage !== 'customer') {
      await tellEngineerAside({ tx, now }, call, script);
      return { outcome: 'talked' };
    }
    const phones = await customerPhones(tx, ticket, now);
    const next = phones[phones.indexOf(call.toNumber ?? '') + 1];
    if (next !== undefined && next !== phones[0] && isUnanswered(ticket)) {
      await callCustomer({ tx, hotline: deps.hotline, now }, { ticket, attempt, to: next });
      return { outcome: 'next-phone' };
    }
    await attemptFailed(
      { tx, hotline: deps.hotline, now },
      { ticket, attempt, outcome: 'customer-not-reached' },
    );
    return { outcome: 'not-reached' };
  },
);
