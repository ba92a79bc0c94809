import type { HotlineWork } from '../calls/hotline.ts';
import { receiptOfTicket } from '../evidence/find-receipt.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { type CustomerSms, languageOfWriter } from './customer-sms.ts';
import { countReceipts } from './kept-text-store.ts';
import { sendReply } from './send-reply.ts';

/** The texts by which a customer learns where what they wrote has gone. */
const RECEIPTS = [
  'text-added',
  'text-added-answered',
  'text-added-closed',
  'text-kept',
  'text-which',
  'text-no-question',
  'text-no-pictures',
] as const;
export type Receipt = (typeof RECEIPTS)[number];

/** The same is told once in so many minutes: who writes in five texts is told once. */
const AGAIN_AFTER_MS = 10 * 60_000;
/** However long two machines answer each other: so many in a day. */
const MAX_IN_A_DAY = 12;
const DAY_MS = 24 * 60 * 60_000;

/** Tells a customer where their text has gone. @returns whether they get no more replies from now on */
export async function sendReceipt(
  work: HotlineWork,
  { contacts, from }: Pick<CustomerSms, 'contacts' | 'from'>,
  text: Receipt,
  about: { ticket?: Ticket; open?: string } = {},
): Promise<boolean> {
  const { tx, now } = work;
  const ticketNumber = about.ticket?.number ?? null;
  const day = new Date(now.getTime() - DAY_MS);
  const moment = new Date(now.getTime() - AGAIN_AFTER_MS);
  const receipt = { to: from, texts: RECEIPTS, text, ticketNumber };
  const { today, justNow } = await countReceipts(tx, receipt, { day, moment });
  if (justNow > 0 || today >= MAX_IN_A_DAY) return false;
  const proof = ticketNumber === null ? '' : await receiptOfTicket(tx, ticketNumber);
  const vars = { ticket: ticketNumber ?? '', open: about.open ?? '', receipt: proof };
  return sendReply(work, {
    audience: 'customer',
    to: from,
    language: languageOfWriter({ contacts }, about.ticket ?? null),
    text,
    vars,
    ticketNumber,
  });
}
