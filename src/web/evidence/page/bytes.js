const encoder = new TextEncoder();

/** @param {(Uint8Array | string | number)[]} parts texts in UTF-8, numbers as one byte */
export function bytesOf(...parts) {
  const pieces = parts.map((part) => {
    if (typeof part === 'string') return encoder.encode(part);
    return typeof part === 'number' ? Uint8Array.of(part) : part;
  });
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Undefined for what is no Base64, or spelt in another way than the canonical one. */
export function fromBase64(text) {
  if (typeof text !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0)
    return undefined;
  const letters = atob(text);
  if (btoa(letters) !== text) return undefined;
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

export const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export function sameBytes(some, others) {
  return some.length === others.length && some.every((byte, index) => byte === others[index]);
}
