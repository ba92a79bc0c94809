import { DOMParser, type Element, type Node, ParseError } from '@xmldom/xmldom';
import type { AttributeValue, Word } from './vocabulary.ts';

/** One verb, noun or speech mark of a TwiML document. `text` is all text inside it, white space collapsed. */
export interface Verb {
  name: string;
  attributes: Record<string, string>;
  children: Verb[];
  text: string;
}

/** A document as the carrier takes it: what is to be done, and what is wrong with it although it can be done. */
export type TwimlDocument =
  | { ok: true; verbs: Verb[]; warnings: string[] }
  | { ok: false; code: number; problem: string };

const ELEMENT = 1;

/** Longest document that Twilio takes: https://www.twilio.com/docs/api/errors/11750 */
const MAX_BYTES = 64 * 1024;

/**
 * Reads a TwiML document.
 * @param xml the body as it came from the webhook
 * @param vocabulary `VOICE` or `MESSAGING`
 * @returns verbs in order, with everything that Twilio's types do not know as warnings; or the code of Twilio's error
 */
export function readTwiml(xml: string, vocabulary: Record<string, Word>): TwimlDocument {
  if (Buffer.byteLength(xml) > MAX_BYTES) {
    return { ok: false, code: 11750, problem: 'the TwiML is longer than 64 kB' };
  }
  const root = parse(xml);
  if (typeof root === 'string') return { ok: false, code: 12100, problem: `the TwiML is not XML: ${root}` };
  if (root.nodeName !== 'Response') {
    return {
      ok: false,
      code: 12102,
      problem: `the TwiML begins with <${root.nodeName}> instead of <Response>`,
    };
  }
  const response = toVerb(root);
  return { ok: true, verbs: response.children, warnings: checkWord(response, vocabulary) };
}

/** Control characters are no part of XML, though not every reader minds them. */
const CONTROL = /[^\P{Cc}\t\n\r\x7f-\x9f]|&#(x0*1?[0-9a-f]|0*[12]?\d|0*3[01]);/iu;
const ALLOWED_CONTROL = /&#(x0*[9ad]|0*(9|10|13));/giu;

function parse(xml: string): Element | string {
  if (CONTROL.test(xml.replace(ALLOWED_CONTROL, ' '))) return 'it holds a control character';
  try {
    const parser = new DOMParser({
      onError: (_level, message) => {
        throw new ParseError(message);
      },
    });
    return parser.parseFromString(xml, 'text/xml').documentElement ?? 'it is empty';
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'it cannot be read') : String(error);
  }
}

function toVerb(element: Element): Verb {
  return {
    name: element.nodeName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    children: childNodes(element).filter(isElement).map(toVerb),
    text: (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
  };
}

function childNodes(element: Element): Node[] {
  return [...element.childNodes];
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT;
}

function checkWord(verb: Verb, vocabulary: Record<string, Word>): string[] {
  const word = vocabulary[verb.name];
  if (!word) return [`<${verb.name}> is no verb this carrier knows`];
  const attributes = Object.entries(verb.attributes).flatMap(([name, value]) =>
    checkAttribute(verb.name, name, value, word.attributes[name]),
  );
  const children = verb.children.flatMap((child) => {
    const known = vocabulary[child.name] === undefined || word.children.includes(child.name);
    return [
      ...(known ? [] : [`<${child.name}> may not stand inside <${verb.name}>`]),
      ...checkWord(child, vocabulary),
    ];
  });
  return [...attributes, ...children];
}

function checkAttribute(
  verb: string,
  name: string,
  value: string,
  allowed: AttributeValue | undefined,
): string[] {
  if (allowed === undefined) return [`<${verb}> has no attribute "${name}"`];
  return fits(value, allowed) ? [] : [`<${verb} ${name}="${value}"> is not a value Twilio knows`];
}

function fits(value: string, allowed: AttributeValue): boolean {
  if (allowed === 'text' || allowed === 'url') return true;
  if (allowed === 'boolean') return value === 'true' || value === 'false';
  if (allowed === 'number') return /^\d+$/.test(value);
  if ('one' in allowed) return allowed.one.includes(value);
  return value.split(' ').every((part) => allowed.some.includes(part));
}
