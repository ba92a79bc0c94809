import { findLiveCallsOfEngineer } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { accountManagerOf } from '../escalation/account-manager.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { ASKED_FOR, CALL_IN_STEP } from '../paging/page.ts';
import { findOpenPages } from '../paging/page-store.ts';
import { sendPage } from '../paging/send-page.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { refuseCallIn } from './decide-call-in.ts';
import { findTalk } from './find-talk.ts';

export type CalledIn = 'ringing' | 'unknown' | 'no-number' | 'no-talk' | 'in-talk';

/**
 * Rings an engineer to join the talk about a ticket that is going on, see `refuseCallIn`.
 * @param who their key
 */
export async function callIn(work: HotlineWork, ticketNumber: string, who: string): Promise<CalledIn> {
  const { tx } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return 'unknown';
  const engineer = await findEngineer(tx, who);
  if (!engineer || engineer.retired) return 'no-number';
  const rows = {
    talk: await findTalk(tx, ticket.number),
    open: await findOpenPages(tx, ticket.number),
    legs: await findLiveCallsOfEngineer(tx, who),
  };
  const refused = refuseCallIn(rows, who);
  if (refused) return refused;
  const recipient = { ...engineer, engineer: who };
  const order = { ticket, recipient, channel: 'call', step: CALL_IN_STEP, reason: ASKED_FOR } as const;
  return (await sendPage(work, order)) ? 'ringing' : 'no-number';
}

/** Rings the account manager of a ticket's customer to join the talk, or the deputy while they are away. @returns who: their key */
export async function callInTam(
  work: HotlineWork,
  ticketNumber: string,
): Promise<{ outcome: CalledIn | 'no-tam'; who: string | null }> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return { outcome: 'unknown', who: null };
  const customer = ticket.customerNumber === null ? null : await findCustomer(tx, ticket.customerNumber);
  const who = customer && (await accountManagerOf(tx, customer, now));
  return who === null ? { outcome: 'no-tam', who } : { outcome: await callIn(work, ticket.number, who), who };
}
