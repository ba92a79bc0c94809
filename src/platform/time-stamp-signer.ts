import { createHash, verify, X509Certificate } from 'node:crypto';
import { type Element, identifierIn, inside, partsOf, TAG } from './der.ts';
import type { StampReply } from './time-stamp-reply.ts';

const STAMP = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const DIGEST = '1.2.840.113549.1.9.4';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const HASHES: Record<string, string> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const RSA = '1.2.840.113549.1.1.1';
const METHODS: Record<string, { key: string; hash: string }> = {
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
};

/**
 * Who signed a time stamp, by the certificate that it carries; who issued that one is not looked at. It is `forged` where the
 * signature is another's, or the certificate was not for time stamps then, and `unknown` where it carries none, or the method is none
 * of those here.
 */
export type StampSigner = { outcome: 'signed'; by: string } | { outcome: 'unknown' } | { outcome: 'forged' };

/** The signer vouches for the stamp by its hash; that is what is signed (RFC 5652, section 5.4). */
export function signerOfStamp({ signer, info, at, certificates }: StampReply): StampSigner {
  const [, name, hashed, attributes, algorithm, signature] = inside(signer);
  const certificate = name && certificates.flatMap(readCertificate).find((one) => isNamed(one, name));
  const hash = HASHES[identifierIn(inside(hashed)[0])];
  const identifier = identifierIn(inside(algorithm)[0]);
  const method = identifier === RSA && hash !== undefined ? { key: 'rsa', hash } : METHODS[identifier];
  if (attributes?.tag !== TAG.first || signature?.tag !== TAG.octets) return { outcome: 'forged' };
  if (!certificate || !method || hash === undefined || certificate.publicKey.asymmetricKeyType !== method.key)
    return { outcome: 'unknown' };
  const vouched = new Map(inside(attributes).map((one) => [identifierIn(inside(one)[0]), inside(one)[1]]));
  const digest = createHash(hash).update(info).digest();
  // they are signed as the set that they are, not under the tag that they have in here
  const signed = Buffer.concat([Buffer.of(TAG.set), attributes.whole.subarray(1)]);
  const isGood =
    identifierIn(inside(vouched.get(CONTENT_TYPE))[0]) === STAMP &&
    inside(vouched.get(DIGEST))[0]?.content.equals(digest) &&
    certificate.keyUsage?.includes(TIME_STAMPING) &&
    certificate.validFromDate <= at &&
    at <= certificate.validToDate &&
    verify(method.hash, signed, certificate.publicKey, signature.content);
  return isGood ? { outcome: 'signed', by: nameOf(certificate) } : { outcome: 'forged' };
}

function readCertificate(bytes: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(bytes)];
  } catch {
    return [];
  }
}

/** A signer is named by issuer and number. */
function isNamed({ raw }: X509Certificate, name: Element): boolean {
  const [body] = inside(partsOf(raw)[0]);
  const [number, , issuer] = inside(body).filter(({ tag }) => tag !== TAG.first);
  return issuer && number ? Buffer.concat([issuer.whole, number.whole]).equals(name.content) : false;
}

function nameOf({ subject }: X509Certificate): string {
  return /^CN=(.{1,100})/m.exec(subject)?.[1] ?? 'no name';
}
