/** What an engineer may ask for by SMS. */
export type Command = 'acknowledge' | 'connect' | 'pass-on' | 'answered' | 'progress' | 'open';

export interface ParsedSms {
  command: Command | 'opt-out' | 'opt-in' | 'unknown';
  ticket: string | null;
  /** what follows the command and the number */
  text: string;
}

const WORDS: Record<Command, readonly string[]> = {
  acknowledge: [
    'a',
    'ack',
    'acknowledge',
    'take',
    'ok',
    'nehme',
    'übernehme',
    'uebernehme',
    'übernehmen',
    'uebernehmen',
  ],
  connect: ['c', 'call', 'connect', 'verbinde', 'verbinden', 'anrufen', 'rufe'],
  'pass-on': ['p', 'pass', 'weiter', 'weitergeben'],
  answered: ['d', 'done', 'answered', 'erledigt', 'beantwortet', 'fertig'],
  progress: ['f', 'fortschritt', 'stand', 'progress', 'stage'],
  open: ['?', 'open', 'status', 'offen', 'liste', 'list'],
};

/**
 * The carrier's own words: it acts on them itself and they are never commands.
 * https://www.twilio.com/docs/messaging/guides/opt-out-keywords; the German ones are ours.
 */
const OPT_OUT = [
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
];
const OPT_IN = ['start', 'unstop'];

/**
 * Reads an engineer's SMS: `A 4711`, `a4711`, `4711 A`, `Übernehme 4711!`, `D 4711 the text`. Forgiving of spaces, case,
 * order and punctuation.
 */
export function parseSms(body: string): ParsedSms {
  const text = body.normalize('NFC').trim();
  const single = text.toLowerCase().replace(/[.!]+$/, '');
  if (OPT_OUT.includes(single)) return { command: 'opt-out', ticket: null, text: '' };
  if (OPT_IN.includes(single)) return { command: 'opt-in', ticket: null, text: '' };
  const ahead =
    /^(?<word>\?|\p{L}+)\s*[.:,#]*\s*(?:nr\.?\s*)?#?(?<ticket>\d+)?(?!\d)[\s.:,!]*(?<rest>.*)$/su.exec(text);
  const behind = /^#?(?<ticket>\d+)[\s.:,]*(?<word>\?|\p{L}+)[\s.:,!]*(?<rest>.*)$/su.exec(text);
  const found = ahead?.groups ?? behind?.groups;
  const command = commandOf(found?.word ?? '');
  if (!found || !command) return { command: 'unknown', ticket: null, text };
  return { command, ticket: found.ticket ?? null, text: (found.rest ?? '').trim() };
}

function commandOf(word: string): Command | undefined {
  const wanted = word.toLowerCase();
  return (Object.keys(WORDS) as Command[]).find((command) => WORDS[command].includes(wanted));
}
