import type { Hotline } from '../calls/hotline.ts';
import type { CarrierMessage } from '../carrier/carrier.ts';
import { toGsm } from '../messages/to-gsm.ts';

/** A ticket as our own texts named it, to whom they went. */
export interface ToldTicket {
  number: string;
  severity: number | null;
  /** where the customer was told */
  customerPhone: string;
  /** of the text to them */
  toldAt: Date;
  language: string;
  /**
   * Whether the caller had been verified, as the engineers' pages said it. Without such a page nobody knows, and then it is
   * no: a text to a registered number proves nothing, since also who could not be verified is called back there.
   */
  verified: boolean;
}

const TO_CUSTOMERS = ['ticket-opened', 'ticket-rescued', 'ticket-merged'];
const TO_ENGINEERS = 'page';
/** An instant, a name: whatever stands where a value was filled in. */
const ANYTHING = '[\\s\\S]{0,400}?';
const VALUES: Record<string, string> = { ticket: '(?<ticket>\\d{1,18})', severity: '(?<severity>[1-4])' };

/**
 * Reads the texts that were sent back into the tickets they were about. Only texts as they are in force now, or were when the
 * flows had the same words, are recognised.
 * @param sent what the carrier keeps of our messages
 */
export function readToldTickets(hotline: Hotline, sent: readonly CarrierMessage[]): ToldTicket[] {
  const told = new Map<string, ToldTicket>();
  const pages = new Map<string, { severity: number; verified: boolean }>();
  for (const [language, prompts] of hotline.script.prompts) {
    const notConfirmed = toGsm(prompts.choices.verified?.no ?? '').trim();
    const page = patternOf(prompts.sms[TO_ENGINEERS]);
    const patterns = TO_CUSTOMERS.map((name) => patternOf(prompts.sms[name]));
    for (const { body, to, sentAt } of sent) {
      const paged = page?.exec(body)?.groups;
      if (paged?.ticket)
        pages.set(paged.ticket, {
          severity: Number(paged.severity),
          verified: notConfirmed === '' || !body.includes(notConfirmed),
        });
      const found = patterns.map((pattern) => pattern?.exec(body)?.groups).find((groups) => groups?.ticket);
      const number = found?.ticket;
      if (number === undefined || told.has(number)) continue;
      const severity = found?.severity === undefined ? null : Number(found.severity);
      told.set(number, { number, severity, customerPhone: to, toldAt: sentAt, language, verified: false });
    }
  }
  return [...told.values()]
    .map((ticket) => {
      const paged = pages.get(ticket.number);
      return paged
        ? { ...ticket, severity: ticket.severity ?? paged.severity, verified: paged.verified }
        : ticket;
    })
    .sort((one, other) => Number(BigInt(one.number) - BigInt(other.number)));
}

/** What a text of the flows looks like once its values are filled in. */
function patternOf(text: string | undefined): RegExp | null {
  if (text === undefined || !text.includes('{ticket}')) return null;
  const seen = new Set<string>();
  const source = toGsm(text)
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!/^\{.*\}$/.test(part))
        return part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(/ +/g, ' *');
      const name = part.slice(1, -1).split(':')[0] ?? '';
      const value = VALUES[name];
      if (value === undefined || seen.has(name)) return ANYTHING;
      seen.add(name);
      return value;
    })
    .join('');
  return new RegExp(`^${source}$`);
}
