/**
 * As much of ASN.1's distinguished encoding (ITU-T X.690) as time stamps take: lengths are definite, tags are one byte.
 */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  nothing: 0x05,
  identifier: 0x06,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** the first of what is told apart by its number */
  first: 0xa0,
} as const;

/** A value with its tag; one that is made of others is read with `inside`. */
export interface Element {
  tag: number;
  content: Buffer;
  /** with tag and length */
  whole: Buffer;
}

export function writeElement(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
}

/** What stands one after the other; nothing: it is cut short, or encoded in another way. */
export function partsOf(bytes: Buffer): Element[] {
  const parts: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [tag = 0, first = 0x80] = bytes.subarray(at, at + 2);
    const more = first > 0x80 ? first - 0x80 : 0;
    if (first === 0x80 || more > 3 || at + 2 + more > bytes.length) return [];
    const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
    const from = at + 2 + more;
    if (from + length > bytes.length) return [];
    parts.push({
      tag,
      content: bytes.subarray(from, from + length),
      whole: bytes.subarray(at, from + length),
    });
    at = from + length;
  }
  return parts;
}

/** What a value is made of; of what is not there, nothing. */
export const inside = (element: Element | undefined): Element[] => (element ? partsOf(element.content) : []);

/** An object identifier as it is written: 1.2.840.113549.1.7.2; empty: it is none. */
export function identifierIn(element: Element | undefined): string {
  if (element?.tag !== TAG.identifier) return '';
  const numbers: number[] = [];
  let number = 0;
  for (const byte of element.content) {
    number = number * 0x80 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}
