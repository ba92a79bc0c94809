import { createHash } from 'node:crypto';
import { type Element, identifierIn, inside, partsOf, TAG } from './der.ts';

/** What an authority has answered (RFC 3161, section 2.4.2), taken apart. */
export interface StampReply {
  at: Date;
  /** which hash, and of what: MessageImprint */
  imprint: Element;
  nonce: Buffer | null;
  /** what is signed of all this: TSTInfo */
  info: Buffer;
  /** SignerInfo (RFC 5652, section 5.3) */
  signer: Element | undefined;
  /** certificates that came with it */
  certificates: Buffer[];
}

/** Granted, with or without changes (section 2.4.2). */
const GRANTED = [0, 1];
const SHA256 = '2.16.840.1.101.3.4.2.1';

/** @throws Error in a plain sentence */
export function readStampReply(reply: Buffer): StampReply {
  const [status, token] = inside(partsOf(reply)[0]);
  const granted = inside(status)[0]?.content[0];
  if (granted === undefined) throw new Error('its reply cannot be read');
  if (!GRANTED.includes(granted) || !token) throw new Error(`it refused (status ${granted})`);
  // ContentInfo → SignedData → encapContentInfo → TSTInfo
  const [, signed] = inside(token);
  const [, , encapsulated, ...rest] = inside(inside(signed)[0]);
  const info = inside(inside(encapsulated)[1])[0]?.content;
  const [, , imprint, , time, ...more] = info ? inside(partsOf(info)[0]) : [];
  const at = time?.tag === TAG.time ? readTime(time.content.toString('latin1')) : null;
  if (!info || !imprint || !at) throw new Error('its reply cannot be read');
  return {
    at,
    imprint,
    nonce: more.find(({ tag }) => tag === TAG.integer)?.content ?? null,
    info,
    signer: inside(rest.at(-1))[0],
    certificates: inside(rest.find(({ tag }) => tag === TAG.first)).map(({ whole }) => whole),
  };
}

/** Whether some bytes were stamped. Some authorities leave out that the hash has no parameters. */
export function isStampOf({ imprint }: StampReply, data: Buffer): boolean {
  const [algorithm, digest] = inside(imprint);
  const expected = createHash('sha256').update(data).digest();
  return identifierIn(inside(algorithm)[0]) === SHA256 && digest?.content.equals(expected) === true;
}

/** `20261124031245Z`, `20261124031245.5Z` */
function readTime(text: string): Date | null {
  const [, year, month, day, hour, minute, second, rest = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) ?? [];
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${rest.slice(0, 4)}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
