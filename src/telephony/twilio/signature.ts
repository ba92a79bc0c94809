import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/** Header that carries the signature of a webhook. */
export const SIGNATURE_HEADER = 'X-Twilio-Signature';

/**
 * Signs a webhook as the carrier does: https://www.twilio.com/docs/usage/security
 * @param url the address as the carrier calls it, with its query
 */
export function sign(authToken: string, url: string, params: Record<string, unknown>): string {
  return getExpectedTwilioSignature(authToken, url, params);
}

/** Whether a webhook was signed by the holder of the token. Never throws: what no carrier would send is not signed. */
export function isSigned(
  authToken: string,
  signature: string,
  url: string,
  params: Record<string, unknown>,
): boolean {
  try {
    return validateRequest(authToken, signature, url, params);
  } catch {
    return false;
  }
}
