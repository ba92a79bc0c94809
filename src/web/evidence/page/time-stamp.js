import { bytesOf, sameBytes } from './bytes.js';
import { identifierIn, inside, partsOf, timeOf } from './der.js';
import { Fault } from './fault.js';
import { sha256 } from './sha256.js';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const STAMP = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const DIGEST = '1.2.840.113549.1.9.4';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const COMMON_NAME = '2.5.4.3';
const EXTENDED_USES = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

const HASHES = {
  [SHA256]: 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const RSA = '1.2.840.113549.1.1.1';
const SIGNATURES = {
  '1.2.840.113549.1.1.11': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' },
  '1.2.840.10045.4.3.2': { name: 'ECDSA', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { name: 'ECDSA', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { name: 'ECDSA', hash: 'SHA-512' },
};
const CURVES = {
  '1.2.840.10045.3.1.7': { name: 'P-256', bytes: 32 },
  '1.3.132.0.34': { name: 'P-384', bytes: 48 },
  '1.3.132.0.35': { name: 'P-521', bytes: 66 },
};

/**
 * A time stamp (RFC 3161) of some text: that it is of this text, and signed by the certificate that it carries, which has to be one
 * for time stamps and valid then. Who issued that certificate is not looked at: a page knows no authorities.
 * @param {Uint8Array} reply TimeStampResp
 * @returns {Promise<{ at: Date, signer: string | undefined, isSigned: boolean }>} not signed: it carries no certificate, or is signed
 *   in a way that browsers do not know, so that this could not be checked
 * @throws {Fault} it is of something else, cannot be read, or its signature is wrong
 */
export async function openStamp(reply, text) {
  const [status, token] = inside(partsOf(reply)[0]);
  if (!(inside(status)[0]?.content[0] <= 1)) throw new Fault('stamp-unreadable');
  const [type, wrapped] = inside(token);
  if (identifierIn(type) !== SIGNED_DATA) throw new Fault('stamp-unreadable');
  const [, , encapsulated, ...rest] = inside(inside(wrapped)[0]);
  const [kind, content] = inside(encapsulated);
  const octets = inside(content)[0]?.content;
  if (identifierIn(kind) !== STAMP || octets === undefined) throw new Fault('stamp-unreadable');
  const at = stampedAt(octets, text);
  const signer = inside(rest.at(-1))[0];
  const certificates = inside(rest.find(({ tag }) => tag === 0xa0)).map(readCertificate);
  return { at, ...(await checkSigner(signer, { octets, at, certificates })) };
}

/** TSTInfo: which hash of which text, and when. */
function stampedAt(octets, text) {
  const [, , imprint, , time] = inside(partsOf(octets)[0]);
  const [algorithm, digest] = inside(imprint);
  const at = timeOf(time);
  if (at === undefined) throw new Fault('stamp-unreadable');
  const isOurs = identifierIn(inside(algorithm)[0]) === SHA256 && digest !== undefined;
  if (!isOurs || !sameBytes(digest.content, sha256(bytesOf(text)))) throw new Fault('stamp-of-other');
  return at;
}

/** What the signer vouches for names the stamp by its hash, and is what is signed (RFC 5652, section 5.4). */
async function checkSigner(signer, { octets, at, certificates }) {
  const [, name, hashed, attributes, algorithm, signature] = inside(signer);
  if (attributes?.tag !== 0xa0 || signature?.tag !== 0x04) throw new Fault('stamp-unreadable');
  const hash = HASHES[identifierIn(inside(hashed)[0])];
  const certificate = certificates.find(({ names }) => names.some((one) => sameBytes(one, name.content)));
  const way = certificate && wayOf(inside(algorithm)[0], hash);
  if (hash === undefined || way === undefined) return { signer: certificate?.subject, isSigned: false };
  const vouched = new Map(inside(attributes).map((one) => [identifierIn(inside(one)[0]), inside(one)[1]]));
  const digest = new Uint8Array(await crypto.subtle.digest(hash, octets));
  const isOfStamp = identifierIn(inside(vouched.get(CONTENT_TYPE))[0]) === STAMP;
  const said = inside(vouched.get(DIGEST))[0]?.content;
  // they are signed as the set that they are, not under the tag that they have in here
  const signed = bytesOf(0x31, attributes.whole.subarray(1));
  const isGood =
    isOfStamp &&
    said !== undefined &&
    sameBytes(said, digest) &&
    certificate.isForStamps &&
    isValid(certificate, at);
  const verdict = isGood ? await verify(certificate, way, signature.content, signed) : false;
  if (verdict === false) throw new Fault('stamp-signature');
  return { signer: certificate.subject, isSigned: verdict === true };
}

const isValid = ({ from, until }, at) => from <= at && at <= until;

/** By the signature's algorithm; RSA alone leaves the hash to the one of the stamp. */
function wayOf(algorithm, hash) {
  const identifier = identifierIn(algorithm);
  return identifier === RSA ? { name: 'RSASSA-PKCS1-v1_5', hash } : SIGNATURES[identifier];
}

/** @returns undefined: the browser cannot check such a signature */
async function verify({ publicKey, curve }, { name, hash }, signature, signed) {
  const algorithm = name === 'ECDSA' ? { name, namedCurve: curve?.name } : { name, hash };
  if (name === 'ECDSA' && curve === undefined) return undefined;
  let key;
  try {
    key = await crypto.subtle.importKey('spki', publicKey, algorithm, false, ['verify']);
  } catch {
    return undefined;
  }
  const bytes = name === 'ECDSA' ? flat(signature, curve.bytes) : signature;
  return crypto.subtle.verify({ name, hash }, key, bytes, signed);
}

/** Two numbers side by side, as WebCrypto takes them. */
function flat(signature, size) {
  const numbers = inside(partsOf(signature)[0]).map(({ content }) => {
    const digits = content[0] === 0 ? content.subarray(1) : content;
    if (digits.length > size) throw new Fault('stamp-signature');
    return bytesOf(new Uint8Array(size - digits.length), digits);
  });
  return bytesOf(...numbers);
}

/** As much of a certificate (RFC 5280, section 4.1) as a stamp needs. */
function readCertificate({ whole }) {
  const [signed] = inside(partsOf(whole)[0]);
  const fields = inside(signed).filter(({ tag }) => tag !== 0xa0);
  const [serial, , issuer, validity, subject, key] = fields;
  const [from, until] = inside(validity).map(timeOf);
  const extensions = inside(inside(fields.find(({ tag }) => tag === 0xa3))[0]).map(inside);
  const uses = extensions.find(([name]) => identifierIn(name) === EXTENDED_USES)?.at(-1);
  const [, curve] = inside(inside(key)[0]);
  return {
    // how a signer is named: by issuer and number
    names: issuer && serial ? [bytesOf(issuer.whole, serial.whole)] : [],
    subject: nameIn(subject),
    from,
    until,
    isForStamps: inside(inside(uses)[0]).some((use) => identifierIn(use) === TIME_STAMPING),
    publicKey: key?.whole,
    curve: CURVES[identifierIn(curve)],
  };
}

function nameIn(subject) {
  const pairs = inside(subject).flatMap(inside).map(inside);
  const name = pairs.findLast(([kind]) => identifierIn(kind) === COMMON_NAME)?.[1]?.content;
  return name && new TextDecoder().decode(name).slice(0, 100);
}
