import { createHash, randomBytes } from 'node:crypto';
import { TAG, writeElement } from './der.ts';
import { fetchOutside, refusalOf } from './fetch-outside.ts';
import { isStampOf, readStampReply } from './time-stamp-reply.ts';
import { type StampSigner, signerOfStamp } from './time-stamp-signer.ts';

/** A time stamp by RFC 3161, https://www.rfc-editor.org/rfc/rfc3161: what an authority says of some bytes, and when. */
export interface TimeStamp {
  /** as the authority's clock was */
  at: Date;
  /** the whole reply, as `openssl ts -verify` takes it */
  reply: Buffer;
}

const SHA256 = Buffer.from('608648016503040201', 'hex');
const NONCE_BYTES = 16;
const TIMEOUT_MS = 30_000;
const MAX_REPLY_BYTES = 256 * 1024;

/**
 * Asks an authority for a time stamp, with its certificate. Whose certificate that is, whoever checks the stamp knows.
 * @throws Error in a plain sentence: it does not answer, refuses, has stamped something else, or somebody else has signed
 */
export async function requestTimeStamp(url: string, data: Buffer): Promise<TimeStamp> {
  const nonce = positive(randomBytes(NONCE_BYTES));
  const query = writeElement(
    TAG.sequence,
    writeElement(TAG.integer, Buffer.of(1)),
    imprintOf(data),
    writeElement(TAG.integer, nonce),
    writeElement(TAG.boolean, Buffer.of(0xff)),
  );
  const response = await fetchOutside(
    url,
    {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(query),
    },
    { timeoutMs: TIMEOUT_MS, maxBytes: MAX_REPLY_BYTES },
  );
  if (!response.ok) throw new Error(refusalOf(response));
  const reply = Buffer.from(await response.arrayBuffer());
  const stamped = readStampReply(reply);
  if (!isStampOf(stamped, data)) throw new Error('it has stamped something else');
  if (!stamped.nonce?.equals(nonce)) throw new Error('its reply is not to this request');
  if (signerOfStamp(stamped).outcome === 'forged')
    throw new Error('its reply is not signed by the certificate in it');
  return { at: stamped.at, reply };
}

/** What is asked for: which hash, and of what (section 2.4.1). */
function imprintOf(data: Buffer): Buffer {
  const digest = createHash('sha256').update(data).digest();
  const algorithm = writeElement(
    TAG.sequence,
    writeElement(TAG.identifier, SHA256),
    writeElement(TAG.nothing),
  );
  return writeElement(TAG.sequence, algorithm, writeElement(TAG.octets, digest));
}

/** A time stamp that was kept. @returns null: it is of other bytes, or none */
export function readTimeStamp(reply: Buffer, data: Buffer): { at: Date; signer: StampSigner } | null {
  try {
    const stamped = readStampReply(reply);
    return isStampOf(stamped, data) ? { at: stamped.at, signer: signerOfStamp(stamped) } : null;
  } catch {
    return null;
  }
}

/** A number that is not taken for one below zero, without a needless byte before it. */
function positive(bytes: Buffer): Buffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
