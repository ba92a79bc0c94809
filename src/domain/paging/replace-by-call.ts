import type { Tx } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import type { SmsFailure } from '../carrier/carrier.ts';
import type { Message } from '../messages/message.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTickets } from '../tickets/ticket-store.ts';
import { pagesInMessage } from './bundle-pages.ts';
import type { Page } from './page.ts';
import { changePage, findOpenPages, findPages } from './page-store.ts';
import { sendPage } from './send-page.ts';

/** The pages of an SMS that will never arrive are replaced by calls, unless that person's phone is being rung already. */
export async function replaceByCalls(
  tx: Tx,
  hotline: Hotline,
  message: Pick<Message, 'id' | 'pageId'>,
  failure: SmsFailure,
  now: Date,
): Promise<void> {
  const pages = await findPages(tx, await pagesInMessage(tx, message));
  const tickets = await lockTickets(
    tx,
    pages.map(({ ticketNumber }) => ticketNumber),
  );
  for (const page of pages)
    await replaceByCall(tx, hotline, tickets.get(page.ticketNumber), page, failure, now);
}

async function replaceByCall(
  tx: Tx,
  hotline: Hotline,
  ticket: Ticket | undefined,
  page: Page,
  failure: SmsFailure,
  now: Date,
): Promise<void> {
  const engineer = page.engineer === null ? null : await findEngineer(tx, page.engineer);
  const reason = failure === 'opted-out' ? 'opted out of SMS' : 'not delivered by the carrier';
  const failed = await changePage(tx, page.id, 'failed', now, reason);
  if (!failed || !engineer || ticket?.status !== 'open') return;
  const rings = (await findOpenPages(tx, ticket.number)).some(
    (open) => open.channel === 'call' && open.engineer === engineer.key,
  );
  if (rings) return;
  const recipient = { ...engineer, engineer: engineer.key };
  await sendPage(
    tx,
    hotline,
    { ticket, recipient, channel: 'call', step: page.step, reason: 'instead of SMS' },
    now,
  );
}
