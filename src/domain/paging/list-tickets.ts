import type { HotlineWork } from '../calls/hotline.ts';
import { smsText } from '../messages/write-sms.ts';
import { describeTicket } from '../tickets/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** An SMS that lists more than this is no help to anybody. */
export const MAX_LISTED = 6;

/** Several tickets in one line: number, severity, customer and deadline of each. */
export async function listTicketsInWords(
  { tx, hotline, now }: HotlineWork,
  language: string,
  tickets: readonly Ticket[],
): Promise<string> {
  const listed = await Promise.all(
    tickets
      .slice(0, MAX_LISTED)
      .map(async (ticket) =>
        smsText(hotline, language, 'ticket-line', await describeTicket(tx, ticket, now)),
      ),
  );
  const left = tickets.length - listed.length;
  return left > 0 ? `${listed.join('; ')}; +${left}` : listed.join('; ');
}
