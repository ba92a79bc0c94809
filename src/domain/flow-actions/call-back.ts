import { findTalk } from '../callbacks/find-talk.ts';
import { notifyCustomer } from '../paging/notify.ts';
import { describeTicket, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { defineAction } from './action.ts';
import { callBackCaller } from './keep-callback-number.ts';
import { ASKED_TICKET_VALUES, describeAskedTicket } from './ticket-asked-for.ts';

/**
 * The caller prefers a callback, or has waited long enough: the callback is open since the ticket was, and it is they who are
 * called. Who is not verified hears the same whether or not the contract has a number to call. Where the ticket was answered
 * or closed meanwhile, or is just talked about on another phone, nobody calls, and nothing is promised: the menu of the ticket
 * tells where it stands.
 */
export const callBack = defineAction(
  {
    planned: { tells: TICKET_VALUES },
    'no-number': {},
    joined: { formerly: 'no-number' },
    closed: { tells: ASKED_TICKET_VALUES, gives: 'ticket', formerly: 'planned' },
  },
  async (deps, context) => {
    const { tx, now, visit } = context;
    const ticket = await lockTicket(tx, visit.vars.ticket || '0');
    if (visit.vars['told-joined']) return { outcome: 'joined' };
    if (!ticket?.verified) return { outcome: 'no-number' };
    // who waits on a second phone, or a colleague
    const isTalkedAbout = (await findTalk(tx, ticket.number)) !== null;
    if (isTalkedAbout || !isUnanswered(ticket))
      return { outcome: 'closed', vars: await describeAskedTicket(tx, ticket, now) };
    if ((await callBackCaller(context, ticket)) === null) return { outcome: 'no-number' };
    const detail = { number: 'on record' };
    await addEvent(tx, ticket.number, { at: now, kind: 'callback-planned', actor: 'caller', detail });
    // whoever waited before the promise was written
    if (visit.vars.unconfirmed === ticket.number)
      await notifyCustomer({ tx, hotline: deps.hotline, now }, { text: 'ticket-opened', ticket });
    return { outcome: 'planned', vars: { ...(await describeTicket(tx, ticket, now)), unconfirmed: '' } };
  },
);
