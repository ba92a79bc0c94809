/**
 * As much of ASN.1's distinguished encoding (ITU-T X.690) as asking for a time stamp takes: lengths are definite, tags are one
 * byte.
 */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  nothing: 0x05,
  identifier: 0x06,
  time: 0x18,
  sequence: 0x30,
  /** the first of what is told apart by its number */
  first: 0xa0,
} as const;

/** A value with its tag; one that is made of others is read with `partsOf`. */
export interface Element {
  tag: number;
  content: Buffer;
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

/** @returns null: it is cut short, or encoded in another way */
export function partsOf(bytes: Buffer): Element[] | null {
  const parts: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [tag = 0, first = 0x80] = bytes.subarray(at, at + 2);
    const more = first > 0x80 ? first - 0x80 : 0;
    if (first === 0x80 || more > 3 || at + 2 + more > bytes.length) return null;
    const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
    const from = at + 2 + more;
    if (from + length > bytes.length) return null;
    parts.push({ tag, content: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return parts;
}
