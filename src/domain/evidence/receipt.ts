/**
 * A receipt: the first 50 bits of the hash of the fact that a ticket was opened, in Crockford's base 32. It is in the SMS, so
 * that the ticket cannot be left out later.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARS = 10;
const BITS = 5;

export function receiptOf(hash: Buffer): string {
  let bits = BigInt(`0x${hash.toString('hex', 0, 7)}`) >> 6n;
  let text = '';
  for (let place = 0; place < CHARS; place += 1) {
    text = `${ALPHABET[Number(bits & 31n)]}${text}`;
    bits >>= BigInt(BITS);
  }
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** As people type it, or copy it from a text: with another dash, or the point behind it. @returns it in its one spelling; null: it is none */
export function readReceipt(typed: string): string | null {
  if (typed.length > 40) return null;
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const isOne = text.length === CHARS && [...text].every((char) => ALPHABET.includes(char));
  return isOne ? `${text.slice(0, 5)}-${text.slice(5)}` : null;
}

/** The whole bytes that a receipt tells: the first six of the hash. */
export function prefixOf(receipt: string): Buffer {
  let bits = 0n;
  for (const char of receipt.replace('-', '')) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(char));
  return Buffer.from((bits >> 2n).toString(16).padStart(12, '0'), 'hex');
}
