import type { Hotline } from '../calls/hotline.ts';
import type { CarrierMessage } from '../carrier/carrier.ts';
import type { Prompts } from '../flow/prompts.ts';
import { PROMISE_TEXTS } from '../messages/message.ts';
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

const TO_ENGINEERS = 'page';
/** An instant, a name: whatever stands where a value was filled in. */
const ANYTHING = '[\\s\\S]{0,400}?';
const TICKET = '(?<ticket>\\d{1,18})';
/** The choices by which texts say a severity. */
const SEVERITY_WORDS = ['severity', 'severity-caps'];

/**
 * Reads the texts that were sent back into the tickets they were about. Only texts as they are in force now, or were when the
 * flows had the same words, are recognised.
 * @param sent what the carrier keeps of our messages
 */
export function readToldTickets(hotline: Hotline, sent: readonly CarrierMessage[]): ToldTicket[] {
  const told = new Map<string, ToldTicket>();
  const pages = new Map<string, { severity: number | null; verified: boolean }>();
  for (const [language, prompts] of hotline.script.prompts) {
    const notConfirmed = toGsm(prompts.choices.verified?.no ?? '').trim();
    const severities = severityWords(prompts);
    const severityOf = (word: string | undefined) =>
      word === undefined ? null : (severities.get(word) ?? null);
    const page = patternOf(prompts.sms[TO_ENGINEERS], severities);
    const patterns = PROMISE_TEXTS.map((name) => patternOf(prompts.sms[name], severities));
    for (const { body, to, sentAt } of sent) {
      const paged = page?.exec(body)?.groups;
      if (paged?.ticket)
        pages.set(paged.ticket, {
          severity: severityOf(paged.severity),
          verified: notConfirmed === '' || !body.includes(notConfirmed),
        });
      const found = patterns.map((pattern) => pattern?.exec(body)?.groups).find((groups) => groups?.ticket);
      const number = found?.ticket;
      if (number === undefined || told.has(number)) continue;
      const severity = severityOf(found?.severity);
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

/** What a text of the flows looks like once its values are filled in. @param severities each way in which one is written */
function patternOf(text: string | undefined, severities: ReadonlyMap<string, number>): RegExp | null {
  if (text === undefined || !text.includes('{ticket}')) return null;
  const severity = `(?<severity>${[...severities.keys()].map(literal).join('|')})`;
  const values = new Map([['ticket', TICKET], ...SEVERITY_WORDS.map((name) => [name, severity] as const)]);
  const seen = new Set<string>();
  const source = toGsm(text)
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!/^\{.*\}$/.test(part)) return literal(part).replaceAll(/ +/g, ' *');
      const name = part.slice(1, -1).split(':')[0] ?? '';
      const value = values.get(name);
      if (value === undefined || seen.has(value)) return ANYTHING;
      seen.add(value);
      return value;
    })
    .join('');
  return new RegExp(`^${source}$`);
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Each way in which a severity is written, as it is sent: its figure, and its words. */
function severityWords({ choices }: Prompts): Map<string, number> {
  const words = SEVERITY_WORDS.flatMap((name) => Object.entries(choices[name] ?? {}));
  const figures = ['1', '2', '3', '4'].map((figure) => [figure, figure]);
  return new Map([...figures, ...words].map(([figure = '', word = '']) => [toGsm(word), Number(figure)]));
}
