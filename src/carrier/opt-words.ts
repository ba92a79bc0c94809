/**
 * The words by which people opt out of our SMS and back in. The English ones are the carrier's: it acts on them itself, and
 * only if the message is nothing but the word. https://www.twilio.com/docs/messaging/guides/opt-out-keywords
 * The German ones are ours, since whoever writes them means the same.
 */
const OPT_OUT = new Set([
  'stop',
  'stopall',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
  'stopp',
  'abmelden',
]);
const OPT_IN = new Set(['start', 'yes', 'unstop']);

/** What a message means for SMS to its sender; null if it is about something else. */
export function readOptWord(body: string): 'opt-out' | 'opt-in' | null {
  const word = body
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
  const bare = word.replace(/[.!]{1,3}$/, '');
  if (OPT_OUT.has(bare)) return 'opt-out';
  return OPT_IN.has(bare) ? 'opt-in' : null;
}
