/**
 * The words by which people opt out of SMS and back in: the carrier acts on them itself, and only if the message is nothing
 * but the word. https://www.twilio.com/docs/messaging/guides/opt-out-keywords
 */
const OPT_OUT = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout']);
const OPT_IN = new Set(['start', 'yes', 'unstop']);

/** Whoever writes these means the same, but the carrier does not know them: the wish is ours to keep. */
const OUR_OPT_OUT = new Set(['stopp', 'abmelden', 'arrêt', 'arret', 'désabonner', 'desabonner']);

/** What a message means for SMS to its sender; null if it is about something else. */
export function readOptWord(body: string): 'opt-out' | 'opt-in' | null {
  const word = singleWord(body);
  if (OPT_OUT.has(word) || OUR_OPT_OUT.has(word)) return 'opt-out';
  return OPT_IN.has(word) ? 'opt-in' : null;
}

/** Does the carrier act on it by itself? */
export function isCarriersWord(body: string): boolean {
  const word = singleWord(body);
  return OPT_OUT.has(word) || OPT_IN.has(word);
}

function singleWord(body: string): string {
  const word = body
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
  return word.replace(/[.!]{1,3}$/, '');
}
