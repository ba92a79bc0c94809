import { createHash, randomBytes } from 'node:crypto';
import { type Element, partsOf, TAG, writeElement } from './der.ts';

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
/** Granted, with or without changes (section 2.4.2). */
const GRANTED = [0, 1];

/**
 * Asks an authority for a time stamp, with its certificate. Whose certificate that is, whoever checks the stamp knows.
 * @throws Error in a plain sentence: it does not answer, refuses, or has stamped something else
 */
export async function requestTimeStamp(url: string, data: Buffer): Promise<TimeStamp> {
  const nonce = positive(randomBytes(NONCE_BYTES));
  const imprint = imprintOf(data);
  const query = writeElement(
    TAG.sequence,
    writeElement(TAG.integer, Buffer.of(1)),
    imprint,
    writeElement(TAG.integer, nonce),
    writeElement(TAG.boolean, Buffer.of(0xff)),
  );
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(query),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const reply = await readBounded(response);
  const stamped = readReply(reply);
  if (!isSameImprint(stamped.imprint, data)) throw new Error('it has stamped something else');
  if (!stamped.nonce?.equals(nonce)) throw new Error('its reply is not to this request');
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

/** Some leave out that the algorithm has no parameters. */
function isSameImprint(imprint: Element, data: Buffer): boolean {
  const [algorithm, digest] = inside(imprint);
  const [identifier] = inside(algorithm);
  const expected = createHash('sha256').update(data).digest();
  return identifier?.content.equals(SHA256) === true && digest?.content.equals(expected) === true;
}

/** When some bytes were stamped, by a reply that was kept; null: it is of others, or none. Who signed it is not looked at. */
export function stampedAt(reply: Buffer, data: Buffer): Date | null {
  try {
    const { imprint, at } = readReply(reply);
    return isSameImprint(imprint, data) ? at : null;
  } catch {
    return null;
  }
}

async function readBounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) throw new Error('its reply is too large to be one');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A number that is not taken for one below zero, without a needless byte before it. */
function positive(bytes: Buffer): Buffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

interface Stamped {
  /** MessageImprint */
  imprint: Element;
  nonce: Buffer | null;
  at: Date;
}

/** @throws Error in a plain sentence */
function readReply(reply: Buffer): Stamped {
  const [status, token] = inside(partsOf(reply)?.[0]);
  const granted = inside(status)[0]?.content[0];
  if (granted === undefined) throw new Error('its reply cannot be read');
  if (!GRANTED.includes(granted) || !token) throw new Error(`it refused (status ${granted})`);
  // ContentInfo → SignedData → encapContentInfo → TSTInfo
  const [, signed] = inside(token);
  const [, , encapsulated] = inside(inside(signed)[0]);
  const [octets] = inside(inside(encapsulated)[1]);
  const info = inside(octets && partsOf(octets.content)?.[0]);
  const [, , imprint, , time, ...rest] = info;
  const at = time?.tag === TAG.time ? readTime(time.content.toString('latin1')) : null;
  if (!imprint || !at) throw new Error('its reply cannot be read');
  const nonce = rest.find(({ tag }) => tag === TAG.integer)?.content ?? null;
  return { imprint, nonce, at };
}

const inside = (element: Element | undefined): Element[] => (element && partsOf(element.content)) ?? [];

/** `20261124031245Z`, `20261124031245.5Z` */
function readTime(text: string): Date | null {
  const [, year, month, day, hour, minute, second, rest = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) ?? [];
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${rest.slice(0, 4)}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
