import { ECDH } from 'node:crypto';

/** Where a browser is notified, as it says itself: https://www.w3.org/TR/push-api/#dom-pushsubscriptionjson */
export interface PushTarget {
  endpoint: string;
  /** of the browser, for the encryption: base64url, 65 and 16 bytes */
  p256dh: string;
  auth: string;
}

/** Nobody has more. */
export const MAX_DEVICES = 10;
const MAX_ENDPOINT = 1_000;
const POINT_BYTES = 65;
const AUTH_BYTES = 16;

/** The push services of the browsers there are. Whoever signs in must not make us write to any other host. */
const SERVICES = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'push.services.mozilla.com',
  'web.push.apple.com',
  'notify.windows.com',
];

/**
 * What a browser says of itself, if it can be true.
 * @param more further push services: hosts, or origins where even the scheme is another
 * @returns null: it names no push service that there is, or its keys are none
 */
export function readPushTarget(
  { endpoint, p256dh, auth }: PushTarget,
  more: readonly string[],
): PushTarget | null {
  if (endpoint.length > MAX_ENDPOINT || !URL.canParse(endpoint)) return null;
  const url = new URL(endpoint);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (!isServed(url, more)) return null;
  const areKeys = isPublicKey(p256dh) && bytesIn(auth) === AUTH_BYTES;
  return areKeys ? { endpoint: url.href, p256dh, auth } : null;
}

function isServed(url: URL, more: readonly string[]): boolean {
  if (more.includes(url.origin)) return true;
  const isOf = (host: string) => url.hostname === host || url.hostname.endsWith(`.${host}`);
  return url.protocol === 'https:' && url.port === '' && [...SERVICES, ...more].some(isOf);
}

/** A point of the curve that notifications are encrypted on (RFC 8291): for any other there would be no notification. */
function isPublicKey(text: string): boolean {
  if (bytesIn(text) !== POINT_BYTES) return false;
  try {
    ECDH.convertKey(text, 'prime256v1', 'base64url', 'hex', 'compressed');
    return true;
  } catch {
    return false;
  }
}

/** -1: it is no base64url. */
function bytesIn(text: string): number {
  return /^[\w-]{1,200}={0,2}$/.test(text) ? Buffer.from(text, 'base64url').length : -1;
}
