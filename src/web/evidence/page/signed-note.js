import { bytesOf, fromBase64, sameBytes, toHex } from './bytes.js';
import { Fault } from './fault.js';
import { sha256 } from './sha256.js';

const ED25519 = 1;

/** A key as it is published: `<origin>+<id>+<Base64 of 0x01 and the public key>`. */
export function readKey(text) {
  const [, origin, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== ED25519) throw new Fault('key-unreadable');
  const keyId = sha256(bytesOf(origin, '\n', bytes)).subarray(0, 4);
  if (toHex(keyId) !== id) throw new Fault('key-unreadable');
  return { text, origin, id: keyId, bytes: bytes.subarray(1) };
}

const SIGNATURE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/;

/** The text of a signed note and its signatures, whose first four bytes name the key. */
function takeApart(note) {
  const end = note.lastIndexOf('\n\n') + 1;
  const lines = note.slice(end + 1).split('\n');
  if (end === 0 || lines.pop() !== '' || lines.length === 0) throw new Fault('note-unreadable');
  const signatures = lines.map((line) => {
    const [, name, encoded] = SIGNATURE.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (bytes === undefined || bytes.length < 5) throw new Fault('note-unreadable');
    return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
  });
  return { text: note.slice(0, end), signatures };
}

/** Its text, if one of the keys has signed it; of each key that is named, the signature must be good. */
export async function openNote(note, keys) {
  const { text, signatures } = takeApart(note);
  let isSigned = false;
  for (const { name, id, bytes } of signatures) {
    const key = keys.find((known) => known.origin === name && sameBytes(known.id, id));
    if (key === undefined) continue;
    if (!(await isGood(key, bytes, bytesOf(text)))) throw new Fault('signature-wrong');
    isSigned = true;
  }
  if (!isSigned) throw new Fault('signed-by-other');
  return text;
}

/** Whether a key has signed it, whoever else has. */
async function isSignedBy(note, key) {
  return openNote(note, [key]).then(
    () => true,
    (fault) => {
      if (fault.code === 'signed-by-other') return false;
      throw fault;
    },
  );
}

async function isGood(key, signature, signed) {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) throw new Fault('not-secure');
  try {
    const imported = await subtle.importKey('raw', key.bytes, 'Ed25519', false, ['verify']);
    return await subtle.verify('Ed25519', imported, signature, signed);
  } catch (error) {
    throw error.name === 'NotSupportedError' ? new Fault('no-ed25519') : new Fault('signature-wrong');
  }
}

const CHECKPOINT = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]{44})\ntime ([^\n]+)\n$/;

/** A signed state of the tree. */
export async function openCheckpoint(note, keys) {
  const [, origin, size, encoded, time] = CHECKPOINT.exec(await openNote(note, keys)) ?? [];
  const root = fromBase64(encoded);
  if (root?.length !== 32 || !isInstant(time)) throw new Fault('note-unreadable');
  if (!keys.some((key) => key.origin === origin)) throw new Fault('other-origin', { origin });
  return { origin, size: Number(size), root, time };
}

const HANDOVER = /^hotline-handover\/v1\n([^\n]+)\n([^\n]+)\n([^\n]+)\ntime ([^\n]+)\n$/;

/**
 * The keys that the file's own one goes back to, from the oldest to the newest; each vouches for the next one.
 * @throws {Fault} if a link is not signed by the key before, or the last one is not the file's key
 */
export async function openKeys(handovers, own) {
  const keys = [];
  for (const note of handovers) {
    const [, origin, before, after, time] = HANDOVER.exec(takeApart(note).text) ?? [];
    if (before === undefined || !isInstant(time)) throw new Fault('note-unreadable');
    const [older, newer] = [readKey(before), readKey(after)];
    const isNext = keys.length === 0 || keys.at(-1).text === older.text;
    if (!isNext || origin !== older.origin) throw new Fault('handover-broken');
    if (!(await isSignedBy(note, older))) throw new Fault('handover-broken');
    keys.push(...(keys.length === 0 ? [older, newer] : [newer]));
  }
  if (keys.length === 0) return [own];
  if (keys.at(-1).text !== own.text) throw new Fault('handover-broken');
  return keys;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
export const isInstant = (text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text));
