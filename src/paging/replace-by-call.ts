import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { changeOptOut, findEngineer } from '../directory/engineer-store.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { changePage, findOpenPages, findPage } from './page-store.ts';
import { sendPage } from './send-page.ts';
import { textSupervisors } from './text-people.ts';

/** The recipient has opted out of our SMS, https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = 21610;

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
  if (engineer && carrierCode === OPTED_OUT) await noteOptOut(tx, line, engineer, page.number, now);
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

/** From now on this number is paged by call only, and the supervisors know. */
export async function noteOptOut(
  tx: Tx,
  line: Line,
  engineer: { key: string; name: string },
  number: string,
  now: Date,
): Promise<void> {
  await changeOptOut(tx, engineer.key, number, true);
  await textSupervisors(tx, line, { text: 'opted-out', vars: { 'engineer-name': engineer.name } }, now);
}
