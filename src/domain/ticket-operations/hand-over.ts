import { findRunningAttempt } from '../callbacks/callback-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { HAND_OVER_STEP } from '../paging/page.ts';
import { sendPage } from '../paging/send-page.ts';
import { withdrawPages } from '../paging/withdraw-pages.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { decideHandOver, type HandingOver, refuseHandOver } from './decide-hand-over.ts';

export type HandedOver = 'handed-over' | 'unchanged' | 'busy' | 'over' | 'unknown' | 'no-engineer';

/**
 * A ticket goes to one engineer, see `decideHandOver`: all other pages fall silent, and the engineer is paged at once, by SMS
 * and by phone.
 */
export async function handOver(
  work: HotlineWork,
  request: HandingOver & { ticketNumber: string },
): Promise<HandedOver> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, request.ticketNumber);
  if (!ticket) return 'unknown';
  const isConnecting = (await findRunningAttempt(tx, ticket.number)) !== null;
  const refused = refuseHandOver(ticket, request.to, isConnecting);
  if (refused) return refused;
  const engineer = await findEngineer(tx, request.to);
  if (!engineer || engineer.retired) return 'no-engineer';
  await withdrawPages(work, ticket.number, {});
  const decision = decideHandOver({ ticket, window: await windowOf(tx, ticket) }, request, now);
  const handed = await writeDecision(work, ticket, decision);
  const recipient = { ...engineer, engineer: engineer.key };
  for (const channel of ['sms', 'call'] as const) {
    await sendPage(work, { ticket: handed, recipient, channel, step: HAND_OVER_STEP });
  }
  return 'handed-over';
}
