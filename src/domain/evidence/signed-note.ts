import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from './merkle.ts';

/**
 * Texts with a signature below, as C2SP has them (https://c2sp.org/signed-note), with Ed25519 keys: any tool that reads
 * them reads ours.
 */
export interface VerifierKey {
  name: string;
  /** 4 bytes, in hexadecimal */
  id: string;
  publicKey: Buffer;
}

export interface SignerKey extends VerifierKey {
  privateKey: KeyObject;
}

export interface SignedNote {
  /** ends with a line feed */
  text: string;
  signatures: { name: string; id: string; signature: Buffer }[];
}

/** Of the kinds of signatures in a note: Ed25519. */
const ED25519 = 1;
/** What stands before the 32 bytes of a key in DER (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;
const SIGNATURE_BYTES = 64;
const ID_BYTES = 4;
const KEY_BYTES = 32;
const MAX_NOTE_CHARS = 100_000;

/** @param seed 32 bytes */
export function signerOf(name: string, seed: Buffer): SignerKey {
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(SPKI_PREFIX.length);
  return { name, id: keyId(name, publicKey), publicKey, privateKey };
}

function keyId(name: string, publicKey: Buffer): string {
  return sha256(name, '\n', Buffer.of(ED25519), publicKey).toString('hex', 0, ID_BYTES);
}

/** `name+id+key`, as it is published. */
export function writeKey({ name, id, publicKey }: VerifierKey): string {
  return `${name}+${id}+${Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64')}`;
}

/** @returns null: no key of this kind, or its id does not fit it */
export function readKey(text: string): VerifierKey | null {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== KEY_BYTES + 1 || bytes[0] !== ED25519 || bytes.toString('base64') !== encoded)
    return null;
  const publicKey = bytes.subarray(1);
  return keyId(name, publicKey) === id ? { name, id, publicKey } : null;
}

/** @param text ends with a line feed */
export function signNote(text: string, key: SignerKey): string {
  const signature = sign(null, Buffer.from(text), key.privateKey);
  const encoded = Buffer.concat([Buffer.from(key.id, 'hex'), signature]).toString('base64');
  return `${text}\n— ${key.name} ${encoded}\n`;
}

/** @returns null: no signed note */
export function parseNote(note: string): SignedNote | null {
  const end = note.lastIndexOf('\n\n');
  if (note.length > MAX_NOTE_CHARS || end <= 0 || !note.endsWith('\n')) return null;
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map(parseSignature);
  if (signatures.some((signature) => signature === null)) return null;
  return { text: note.slice(0, end + 1), signatures: signatures.filter((found) => found !== null) };
}

function parseSignature(line: string): SignedNote['signatures'][number] | null {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length <= ID_BYTES || bytes.toString('base64') !== encoded) return null;
  return { name, id: bytes.toString('hex', 0, ID_BYTES), signature: bytes.subarray(ID_BYTES) };
}

/** Whether a note bears the signature of a key. */
export function isSignedBy({ text, signatures }: SignedNote, key: VerifierKey): boolean {
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, key.publicKey]),
    format: 'der',
    type: 'spki',
  });
  const ours = signatures.filter(({ name, id }) => name === key.name && id === key.id);
  return (
    ours.length > 0 &&
    ours.every(
      ({ signature }) =>
        signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), publicKey, signature),
    )
  );
}
