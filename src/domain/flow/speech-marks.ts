import { DOMParser, type Element, type Node, ParseError } from '@xmldom/xmldom';
import { ownOf } from '../../platform/own-of.ts';

/** A text as it is spoken: plain text, and marks around or between it. */
export type Speech = string | { mark: string; attributes: Record<string, string>; children: Speech[] };

/**
 * The speech marks (SSML) that texts may use, with the values their attributes may have. The carrier knows more:
 * https://www.twilio.com/docs/voice/twiml/say/text-speech
 */
const MARKS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  break: {
    time: /^(\d{1,2}(\.\d)?s|\d{1,4}ms)$/,
    strength: /^(none|x-weak|weak|medium|strong|x-strong)$/,
  },
  emphasis: { level: /^(strong|moderate|reduced)$/ },
  lang: { 'xml:lang': /^[a-z]{2,3}(-[A-Z]{2})?$/ },
  phoneme: { alphabet: /^(ipa|x-sampa)$/, ph: /^[^{}]+$/ },
  prosody: { rate: /^(x-slow|slow|medium|fast|x-fast|\d{2,3}%)$/ },
  'say-as': {
    'interpret-as':
      /^(characters|spell-out|cardinal|number|ordinal|digits|fraction|unit|date|time|address|telephone)$/,
  },
};

/** Marks that some voices refuse with an error: https://docs.aws.amazon.com/polly/latest/dg/supportedtags.html */
const REFUSED: readonly { mark: string; voice: RegExp }[] = [
  { mark: 'emphasis', voice: /^Polly\..*-(Neural|Generative)$/ },
];

/** Whether a text has marks: then it is XML, and `<` stands for nothing else. */
export function isMarked(text: string): boolean {
  return text.includes('<');
}

/**
 * Reads a text with its marks. Values are put into the text afterwards, so that nothing in a value is ever taken for a mark.
 * @returns the problems in words if it cannot be spoken as it is written
 */
export function readSpeech(
  text: string,
  voice = '',
): { speech: Speech[]; problems: [] } | { speech: null; problems: string[] } {
  if (!isMarked(text)) return { speech: [text], problems: [] };
  const root = parse(text);
  if (typeof root === 'string') return { speech: null, problems: [`is no SSML: ${root}`] };
  const problems = [...root.childNodes].flatMap((node) => problemsOf(node, voice));
  if (problems.length > 0) return { speech: null, problems };
  return { speech: [...root.childNodes].flatMap(toSpeech), problems: [] };
}

/** A text without its marks; as it stands if they cannot be read. */
export function withoutMarks(text: string): string {
  const plain = (speech: readonly Speech[]): string =>
    speech.map((part) => (typeof part === 'string' ? part : plain(part.children))).join('');
  return plain(readSpeech(text).speech ?? [text]);
}

/** Every `&` is just that: entities would be a second way to write the same. */
function parse(text: string): Element | string {
  try {
    const parser = new DOMParser({
      onError: (_level, message) => {
        throw new ParseError(message);
      },
    });
    const xml = `<speak>${text.replaceAll('&', '&amp;')}</speak>`;
    return parser.parseFromString(xml, 'text/xml').documentElement ?? 'it is empty';
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}

const ELEMENT = 1;
const TEXT = 3;

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT;
}

function toSpeech(node: Node): Speech[] {
  if (!isElement(node)) return [node.nodeValue ?? ''];
  const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
  return [{ mark: node.nodeName, attributes, children: [...node.childNodes].flatMap(toSpeech) }];
}

function problemsOf(node: Node, voice: string): string[] {
  if (!isElement(node))
    return node.nodeType === TEXT ? [] : ['holds something that is neither text nor a mark'];
  const name = node.nodeName;
  const known = ownOf(MARKS, name);
  if (!known) return [`has the mark <${name}>; there are ${Object.keys(MARKS).join(', ')}`];
  const refused = REFUSED.some((one) => one.mark === name && one.voice.test(voice));
  return [
    ...(refused ? [`has the mark <${name}>, which the voice ${voice} refuses`] : []),
    ...[...node.attributes]
      .filter((attribute) => !ownOf(known, attribute.name)?.test(attribute.value))
      .map((attribute) => `has <${name} ${attribute.name}="${attribute.value}">, which is not allowed`),
    ...[...node.childNodes].flatMap((child) => problemsOf(child, voice)),
  ];
}
