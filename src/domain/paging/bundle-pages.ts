import type { Db } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import {
  absorbPlannedPages,
  findCarriedMessages,
  handOverCarried,
  unbundle,
} from '../messages/bundled-store.ts';
import type { Message } from '../messages/message.ts';
import { lastPageSentAt } from '../messages/message-store.ts';
import { smsText } from '../messages/write-sms.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { findTickets } from '../tickets/ticket-store.ts';
import { decideHoldBack, mayWait } from './decide-hold-back.ts';
import { isInFlood } from './flood.ts';
import { issueCode } from './issue-code.ts';
import { listTicketsInWords } from './list-tickets.ts';
import { changePage, findPage, type PageToSend } from './page-store.ts';

/** When a page by SMS may go out, see `decideHoldBack`. @param page with what is known of its ticket @returns null: now */
export async function holdBackUntil({ tx, now }: Work, page: PageToSend): Promise<Date | null> {
  if (!mayWait(page)) return null;
  const lastAt = await lastPageSentAt(tx, page.number);
  return decideHoldBack(page, { lastAt, isInFlood: await isInFlood(tx, page) }, now);
}

/**
 * All pages that are planned for the same phone go out as one SMS; verified tickets and others never in the same.
 * @returns the message, with its body for all that it carries
 */
export async function bundlePages(work: HotlineWork, message: Message): Promise<Message> {
  const { tx, hotline, now } = work;
  const absorbed = await absorbPlannedPages(tx, message);
  for (const pageId of pagesOf(absorbed))
    await changePage(tx, pageId, { status: 'sending', at: now, reason: 'bundled' });
  // nothing new: its words are those it already has
  if (absorbed.length === 0) return message;
  await handOverCarried(tx, absorbed, message.id);
  const carried = await findCarriedMessages(tx, message.id);
  const numbers = [message, ...carried].flatMap(({ ticketNumber }) => ticketNumber ?? []);
  const tickets = await findTickets(tx, [...new Set(numbers)]);
  const page = message.pageId === null ? null : await findPage(tx, message.pageId);
  const engineer = page?.engineer ? await findEngineer(tx, page.engineer) : null;
  const language = languageOf(hotline, engineer?.languages ?? []);
  const open = await listTicketsInWords(work, { language, phone: message.toNumber }, tickets);
  const code = await issueCode(
    work,
    tickets.map(({ number }) => number),
    page?.engineer ?? message.toNumber,
  );
  const vars = { count: String(tickets.length), open, code };
  return { ...message, body: smsText(hotline, language, 'pages', vars) };
}

/** The pages that a message brings to a phone: its own, and those bundled into it. */
export async function pagesInMessage(db: Db, message: Pick<Message, 'id' | 'pageId'>): Promise<string[]> {
  const carried = await findCarriedMessages(db, message.id);
  return pagesOf([message, ...carried]);
}

/** In the order in which they are locked. */
function pagesOf(messages: readonly Pick<Message, 'pageId'>[]): string[] {
  return messages.flatMap(({ pageId }) => pageId ?? []).toSorted();
}

/** A message that will not go out lets go of the pages bundled into it: each finds its own way. */
export async function releaseBundled({ tx, now }: Work, messageId: string): Promise<void> {
  for (const { id, urgency } of await unbundle(tx, messageId))
    await setTimer(tx, { kind: 'send-message', subject: id, dueAt: now, priority: Number(urgency) });
}
