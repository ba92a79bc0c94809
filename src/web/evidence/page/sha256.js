/**
 * SHA-256 (FIPS 180-4). The browser's own is asked by a promise for each value; a month has a hundred thousand values of a
 * few bytes, and their waiting would take longer than the sums.
 */

/** The first 32 bits behind the point of roots of the first primes, of which its constants are made. */
function primeFractions(power, count) {
  const found = [];
  for (let number = 2; found.length < count; number++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) prime = false;
    if (prime) found.push(((number ** power % 1) * 2 ** 32) | 0);
  }
  return found;
}
const ROUND = Int32Array.from(primeFractions(1 / 3, 64));
const START = Int32Array.from(primeFractions(1 / 2, 8));

const words = new Int32Array(64);

/** @param {Uint8Array} bytes */
export function sha256(bytes) {
  const state = Int32Array.from(START);
  const padded = padTo64(bytes);
  const view = new DataView(padded.buffer);
  for (let at = 0; at < padded.length; at += 64) mix(state, view, at);
  const hash = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => {
    hash.setInt32(index * 4, word);
  });
  return new Uint8Array(hash.buffer);
}

/** A one, zeros, and the number of bits, so that it is whole blocks of 64 bytes. */
function padTo64(bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return padded;
}

const rotate = (word, by) => (word >>> by) | (word << (32 - by));

function mix(state, view, at) {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const near = words[i - 2];
    const far = words[i - 15];
    const low = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
    const high = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const high = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + high + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
    const low = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] += word;
  });
}
