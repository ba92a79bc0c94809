import { cutText, shortenToFit } from '../messages/shorten.ts';
import { foldToGsm } from '../messages/to-gsm.ts';
import { findSmsText, type SmsVoice, smsText } from '../messages/write-sms.ts';

/** Of fewer characters of what somebody said nobody learns what it is about. */
const MIN_ABOUT = 16;
/** So much of a customer's name says who it is. */
const MAX_NAME = 40;

type Extra = 'about' | 'recorded' | 'tried-before' | 'nobody-else' | 'ticket-link';

/**
 * The ways to write a page, the fullest first, by the name of the text and what it tells beside the ticket. Where there is
 * no room, who else was tried gives way first, then that nobody else is left, then what the orders mean, then the caller's
 * words, and last the link. How to answer always stands there.
 */
const SHAPES: readonly { text: string; tells: readonly Extra[] }[] = [
  { text: 'page', tells: ['about', 'recorded', 'tried-before', 'nobody-else', 'ticket-link'] },
  { text: 'page', tells: ['about', 'recorded', 'nobody-else', 'ticket-link'] },
  { text: 'page', tells: ['about', 'recorded', 'ticket-link'] },
  { text: 'page-brief', tells: ['about', 'recorded', 'ticket-link'] },
  { text: 'page-brief', tells: ['ticket-link'] },
  { text: 'page', tells: ['about', 'recorded'] },
];

/**
 * A page by SMS, in as many parts as it may take: whose words are cut, and what gives way, is decided here.
 * @param vars the ticket's values, those of the page, its code, and its link if there is one
 */
export function pageText(
  voice: SmsVoice,
  language: string,
  vars: Record<string, string>,
  maxParts: number,
): string {
  const name = cutText(vars['customer-name'] ?? '', MAX_NAME);
  const { about = '', recorded = '', 'tried-before': tried = '', ...others } = vars;
  const { 'nobody-else': alone = '', 'ticket-link': link = '', ...ticket } = others;
  const extras = {
    about: foldToGsm(about),
    recorded,
    'tried-before': foldToGsm(tried),
    'nobody-else': alone,
    'ticket-link': link,
  };
  for (const { text, tells } of SHAPES) {
    const told = tells
      .filter((extra) => extras[extra] !== '')
      .map((extra) => [extra, extras[extra]] as const);
    const found = findSmsText(voice, language, text);
    if (told.length === 0 || found === null) continue;
    const values: Record<string, string> = { ...ticket, 'customer-name': name, ...Object.fromEntries(told) };
    const write = (words: string) =>
      found.write(values.about === undefined ? values : { ...values, about: words });
    const written = shortenToFit(write, values.about ?? '', { parts: maxParts, least: MIN_ABOUT });
    if (written !== null) return written;
  }
  return smsText(voice, language, 'page', ticket);
}
