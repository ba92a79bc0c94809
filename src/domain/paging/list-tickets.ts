import type { HotlineWork } from '../calls/hotline.ts';
import { cutText } from '../messages/shorten.ts';
import { smsParts } from '../messages/sms-parts.ts';
import { smsText } from '../messages/write-sms.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** An SMS that lists more than this is no help to anybody. */
export const MAX_LISTED = 6;

/** A longer name of a customer is cut: the other tickets count as much. */
const MAX_NAME = 24;

/** Who reads a list. */
export interface Reader {
  language: string;
  phone: string;
}

/** Several tickets in one line: number, severity, customer and time left of each. */
export async function listTicketsInWords(
  work: HotlineWork,
  reader: Reader,
  tickets: readonly Ticket[],
): Promise<string> {
  const listed = await Promise.all(
    tickets.slice(0, MAX_LISTED).map((ticket) => ticketLine(work, reader, ticket)),
  );
  return joined(work, reader, listed, tickets.length);
}

/** As many of the tickets, the most urgent first, as the reply to `?` holds in two parts, and how many more there are. */
export async function listMostUrgent(
  work: HotlineWork,
  reader: Reader,
  tickets: readonly Ticket[],
): Promise<string> {
  const { hotline } = work;
  const lines = await Promise.all(
    tickets.slice(0, MAX_IN_TWO_PARTS).map((ticket) => ticketLine(work, reader, ticket)),
  );
  const texts = lines.map((_, at) => joined(work, reader, lines.slice(0, at + 1), tickets.length));
  const fits = (open: string) => smsParts(smsText(hotline, reader.language, 'open-for-you', { open })) <= 2;
  return texts.findLast(fits) ?? texts[0] ?? '';
}

/** The shortest lines have a dozen characters. */
const MAX_IN_TWO_PARTS = 24;

/** One ticket: number, severity, customer and time left. */
export async function ticketLine({ tx, hotline, now }: HotlineWork, reader: Reader, ticket: Ticket) {
  const vars = await describeTicket(tx, ticket, now);
  const name = cutText(vars['customer-name'] ?? '', MAX_NAME);
  const told = { ...vars, reader: reader.phone, 'customer-name': name };
  return smsText(hotline, reader.language, 'ticket-line', told);
}

function joined(
  { hotline }: HotlineWork,
  { language }: Reader,
  lines: readonly string[],
  of: number,
): string {
  const left = of - lines.length;
  const more = left > 0 ? [smsText(hotline, language, 'more', { count: String(left) })] : [];
  return [...lines, ...more].join('; ');
}
