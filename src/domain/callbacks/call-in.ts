import { findLiveCallsOfEngineer, findLiveCallsOfSupervisors } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findCustomerOfTicket } from '../customers/customer-store.ts';
import { accountManagerOf } from '../escalation/account-manager.ts';
import { supervisorsAt } from '../escalation/decide-recipients.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { supervisorPhones } from '../oncall/supervisors-store.ts';
import { ASKED_BY_KEY, ASKED_FOR, CALL_IN_STEP, type Page } from '../paging/page.ts';
import { findOpenPages } from '../paging/page-store.ts';
import { sendPage } from '../paging/send-page.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { refuseCallIn } from './decide-call-in.ts';
import { findTalk } from './find-talk.ts';

export type CalledIn = 'ringing' | 'unknown' | 'no-number' | 'no-talk' | 'in-talk';

/** Whether somebody beside the talk wishes it, or whoever talks has pressed a key. */
type CallInReason = typeof ASKED_FOR | typeof ASKED_BY_KEY;

/**
 * Rings an engineer to join the talk about a ticket that is going on, see `refuseCallIn`.
 * @param who their key
 */
export async function callIn(
  work: HotlineWork,
  ticketNumber: string,
  who: string,
  reason: CallInReason = ASKED_FOR,
): Promise<CalledIn> {
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
  const order = { ticket, recipient, channel: 'call', step: CALL_IN_STEP, reason } as const;
  return (await sendPage(work, order)) ? 'ringing' : 'no-number';
}

/** Rings the account manager of a ticket's customer to join the talk, or the deputy while they are away. @returns who: their key */
export async function callInTam(
  work: HotlineWork,
  ticketNumber: string,
  reason: CallInReason = ASKED_FOR,
): Promise<{ outcome: CalledIn | 'no-tam'; who: string | null }> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return { outcome: 'unknown', who: null };
  const customer = await findCustomerOfTicket(tx, ticket);
  const who = customer && (await accountManagerOf(tx, customer, now));
  if (who === null) return { outcome: 'no-tam', who };
  return { outcome: await callIn(work, ticket.number, who, reason), who };
}

/** Rings the supervisors to join the talk about a ticket, one phone after another, because whoever talks has pressed a key. */
export async function callInSupervisor(work: HotlineWork, ticketNumber: string): Promise<CalledIn> {
  const { tx } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return 'unknown';
  const legs = await findLiveCallsOfSupervisors(tx, ticket.number);
  const rows = {
    talk: await findTalk(tx, ticket.number),
    open: await findOpenPages(tx, ticket.number),
    // who listens is in the talk, and not in it
    legs: legs.filter(({ visit }) => visit.flow === 'engineer'),
  };
  return refuseCallIn(rows, null) ?? (await ringSupervisor(work, ticket, 0));
}

/** The supervisor's phone that a page went to has brought nobody into the talk: the next one is rung. @returns whether there is one */
export async function callInNext(
  work: HotlineWork,
  ticket: Ticket,
  { engineer, number }: Pick<Page, 'engineer' | 'number'>,
): Promise<boolean> {
  if (engineer !== null || (await findTalk(work.tx, ticket.number)) === null) return false;
  const rung = (await supervisorPhones(work.tx)).indexOf(number);
  return rung >= 0 && (await ringSupervisor(work, ticket, rung + 1)) === 'ringing';
}

async function ringSupervisor(
  work: HotlineWork,
  ticket: Ticket,
  phone: number,
): Promise<'ringing' | 'no-number'> {
  const order = {
    ticket,
    recipient: supervisorsAt(await supervisorPhones(work.tx)),
    channel: 'call',
    step: CALL_IN_STEP,
    phone,
    reason: ASKED_BY_KEY,
  } as const;
  return (await sendPage(work, order)) ? 'ringing' : 'no-number';
}
