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

/** Several tickets in one line: number, severity, customer and time left of each. */
export async function listTicketsInWords(
  work: HotlineWork,
  language: string,
  tickets: readonly Ticket[],
): Promise<string> {
  const listed = await Promise.all(
    tickets.slice(0, MAX_LISTED).map((ticket) => ticketLine(work, language, ticket)),
  );
  return joined(work, language, listed, tickets.length);
}

/** As many of the tickets, the most urgent first, as the reply to `?` holds in two parts, and how many more there are. */
export async function listMostUrgent(
  work: HotlineWork,
  language: string,
  tickets: readonly Ticket[],
): Promise<string> {
  const { hotline } = work;
  const lines = await Promise.all(
    tickets.slice(0, MAX_IN_TWO_PARTS).map((ticket) => ticketLine(work, language, ticket)),
  );
  const texts = lines.map((_, at) => joined(work, language, lines.slice(0, at + 1), tickets.length));
  const fits = (open: string) => smsParts(smsText(hotline, language, 'open-for-you', { open })) <= 2;
  return texts.findLast(fits) ?? texts[0] ?? '';
}

/** The shortest lines have a dozen characters. */
const MAX_IN_TWO_PARTS = 24;

/** One ticket: number, severity, customer and time left. */
export async function ticketLine({ tx, hotline, now }: HotlineWork, language: string, ticket: Ticket) {
  const vars = await describeTicket(tx, ticket, now);
  const name = cutText(vars['customer-name'] ?? '', MAX_NAME);
  return smsText(hotline, language, 'ticket-line', { ...vars, 'customer-name': name });
}

function joined({ hotline }: HotlineWork, language: string, lines: readonly string[], of: number): string {
  const left = of - lines.length;
  const more = left > 0 ? [smsText(hotline, language, 'more', { count: String(left) })] : [];
  return [...lines, ...more].join('; ');
}
