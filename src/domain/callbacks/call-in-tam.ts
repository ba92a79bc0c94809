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

export type CalledIn =
  | { outcome: 'ringing'; who: string }
  | { outcome: 'unknown' | 'no-tam' | 'no-talk' | 'in-talk' };

/**
 * Rings the account manager of a ticket's customer, or the deputy while they are away, to join the talk that is under way.
 * See `refuseCallIn`.
 */
export async function callInTam(work: HotlineWork, ticketNumber: string): Promise<CalledIn> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return { outcome: 'unknown' };
  const customer = ticket.customerNumber === null ? null : await findCustomer(tx, ticket.customerNumber);
  const who = customer && (await accountManagerOf(tx, customer, now));
  const engineer = who === null ? null : await findEngineer(tx, who);
  if (!engineer || engineer.retired) return { outcome: 'no-tam' };
  const refused = refuseCallIn(
    {
      talk: await findTalk(tx, ticket.number),
      open: await findOpenPages(tx, ticket.number),
      legs: await findLiveCallsOfEngineer(tx, engineer.key),
    },
    engineer.key,
  );
  if (refused) return { outcome: refused };
  const recipient = { ...engineer, engineer: engineer.key };
  const order = { ticket, recipient, channel: 'call', step: CALL_IN_STEP, reason: ASKED_FOR } as const;
  return (await sendPage(work, order)) ? { outcome: 'ringing', who: engineer.key } : { outcome: 'no-tam' };
}
