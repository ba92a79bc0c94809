import { Fault } from './fault.js';

/**
 * The parts of a value in ASN.1's distinguished encoding (ITU-T X.690), as far as time stamps and certificates need it: tags of
 * one byte, lengths of at most four.
 * @returns {{ tag: number, content: Uint8Array, whole: Uint8Array }[]}
 * @throws {Fault} it is cut short, or encoded in another way
 */
export function partsOf(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at + 1] ?? 0x80;
    const more = first > 0x80 ? first - 0x80 : 0;
    if (first === 0x80 || more > 3 || at + 2 + more > bytes.length) throw new Fault('stamp-unreadable');
    const from = at + 2 + more;
    const length =
      more === 0 ? first : bytes.subarray(at + 2, from).reduce((sum, byte) => sum * 256 + byte, 0);
    if (from + length > bytes.length) throw new Fault('stamp-unreadable');
    parts.push({
      tag: bytes[at],
      content: bytes.subarray(from, from + length),
      whole: bytes.subarray(at, from + length),
    });
    at = from + length;
  }
  return parts;
}

/** What a value is made of; of what is not there, nothing. */
export const inside = (part) => (part === undefined ? [] : partsOf(part.content));

/** An object identifier as it is written: 1.2.840.113549.1.7.2 */
export function identifierIn(part) {
  if (part?.tag !== 0x06) return undefined;
  const numbers = [];
  let number = 0;
  for (const byte of part.content) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}

const TIME = /^(\d{2,4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/;

/** `261124031245Z` (of 1950 to 2049), `20261124031245.5Z`; undefined: it is no time. */
export function timeOf(part) {
  const text = part && String.fromCharCode(...part.content.subarray(0, 30));
  const [, year, month, day, hour, minute, second, rest = ''] = TIME.exec(text) ?? [];
  if (year === undefined) return undefined;
  const century = year.length === 4 ? '' : year < '50' ? '20' : '19';
  const at = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}${rest.slice(0, 4)}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
