import type { Tx } from '../../platform/db/database.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { SmsFailure } from '../carrier/carrier.ts';
import { type Recipient, supervisorsAt } from '../escalation/decide-recipients.ts';
import { findReachable } from '../escalation/find-recipients.ts';
import type { Message } from '../messages/message.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTickets } from '../tickets/ticket-store.ts';
import { pagesInMessage } from './bundle-pages.ts';
import type { Page } from './page.ts';
import { changePage, findOpenPages, findPages } from './page-store.ts';
import { sendPage } from './send-page.ts';

/** The pages of an SMS that will never arrive are replaced by calls, unless that person's phone is being rung already. */
export async function replaceByCalls(
  work: HotlineWork,
  message: Pick<Message, 'id' | 'pageId'>,
  failure: SmsFailure,
): Promise<void> {
  const { tx } = work;
  const pages = await findPages(tx, await pagesInMessage(tx, message));
  const tickets = await lockTickets(
    tx,
    pages.map(({ ticketNumber }) => ticketNumber),
  );
  for (const page of pages) await replaceByCall(work, tickets.get(page.ticketNumber), page, failure);
}

async function replaceByCall(
  work: HotlineWork,
  ticket: Ticket | undefined,
  page: Page,
  failure: SmsFailure,
): Promise<void> {
  const { tx, now } = work;
  const recipient = await recipientOf(tx, page);
  const reason = failure === 'opted-out' ? 'opted out of SMS' : 'not delivered by the carrier';
  const failed = await changePage(tx, page.id, { status: 'failed', at: now, reason });
  if (!failed || !recipient || ticket?.status !== 'open') return;
  const rings = (await findOpenPages(tx, ticket.number)).some(
    (open) => open.channel === 'call' && holderOf(open) === holderOf(page),
  );
  if (rings) return;
  await sendPage(work, { ticket, recipient, channel: 'call', step: page.step, reason: 'instead of SMS' });
}

/** Each supervisor's number is a person of its own. */
function holderOf({ engineer, number }: Pick<Page, 'engineer' | 'number'>): string {
  return engineer ?? number;
}

async function recipientOf(tx: Tx, { engineer: key, number }: Page): Promise<Recipient | null> {
  if (key === null) return supervisorsAt([number]);
  return findReachable(tx, key);
}
