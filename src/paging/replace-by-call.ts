import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { findEngineer } from '../directory/engineer-store.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { changePage, findOpenPages, findPage } from './page-store.ts';
import { sendPage } from './send-page.ts';
import { OPTED_OUT } from './sms-consent.ts';

/** A page by SMS that will never arrive is replaced by a call, unless that person's phone is being rung already. */
export async function replaceByCall(
  tx: Tx,
  line: Line,
  pageId: string,
  carrierCode: number | null,
  now: Date,
): Promise<void> {
  const page = await findPage(tx, pageId);
  if (!page) return;
  const ticket = await lockTicket(tx, page.ticketNumber);
  const engineer = page.engineer === null ? null : await findEngineer(tx, page.engineer);
  const reason = carrierCode === OPTED_OUT ? 'opted out of SMS' : 'not delivered by the carrier';
  const failed = await changePage(tx, page.id, 'failed', now, reason);
  if (!failed || !engineer || ticket?.status !== 'open') return;
  const rings = (await findOpenPages(tx, ticket.number)).some(
    (open) => open.channel === 'call' && open.engineer === engineer.key,
  );
  if (rings) return;
  const recipient = { ...engineer, engineer: engineer.key };
  await sendPage(
    tx,
    line,
    { ticket, recipient, channel: 'call', step: page.step, reason: 'instead of SMS' },
    now,
  );
}
