import type { HotlineWork } from '../calls/hotline.ts';
import { findReachable } from '../escalation/find-recipients.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { decideNotReached } from './decide-not-reached.ts';
import type { Page } from './page.ts';
import { changePage, findOpenPages } from './page-store.ts';
import { sendPage } from './send-page.ts';

/** A voice page ended without an acknowledgement, see `decideNotReached`. */
export async function pageNotReached(
  work: HotlineWork,
  ticket: Ticket,
  page: Page,
  reason: string,
): Promise<void> {
  const { tx, now } = work;
  const recipient = page.engineer === null ? null : await findReachable(tx, page.engineer);
  const open = await findOpenPages(tx, ticket.number);
  const decided = decideNotReached({ ticket, page, recipient, open }, reason, now);
  if (!decided) return;
  await changePage(tx, page.id, { status: 'not-reached', at: now, reason });
  await writeDecision(work, ticket, decided.decision);
  if (decided.page) await sendPage(work, { ticket, ...decided.page });
}
