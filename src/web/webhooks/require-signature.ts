import type { RequestHandler } from 'express';
import { isSigned, SIGNATURE_HEADER } from '../../telephony/twilio/signature.ts';
import { CONNECTION_OVERRIDES } from '../../telephony/twilio/webhook-urls.ts';

const REFUSAL = 'The signature is missing or does not fit PUBLIC_URL and the auth token.\n';

/** What webhooks may be signed with: two tokens while one takes the place of the other. */
export interface SigningTokens {
  authToken: string;
  secondaryAuthToken: string | undefined;
}

/**
 * Lets only the carrier through. The signature covers the address the carrier called, so it is held against the public
 * address and not against whatever a proxy made of it.
 */
export function requireCarrierSignature(
  { authToken, secondaryAuthToken }: SigningTokens,
  publicUrl: string,
): RequestHandler {
  const tokens = secondaryAuthToken === undefined ? [authToken] : [authToken, secondaryAuthToken];
  const isGenuine = (signature: string, url: string, params: Record<string, unknown>) =>
    // what follows the # is not sent to us: the carrier leaves it out of the signature, some emulators sign it
    [url, url + CONNECTION_OVERRIDES].some((address) =>
      tokens.some((token) => isSigned(token, signature, address, params)),
    );
  return (request, response, next) => {
    const signature = request.header(SIGNATURE_HEADER);
    const params = (request.body ?? {}) as Record<string, unknown>;
    const url = publicUrl + request.originalUrl;
    if (signature !== undefined && isGenuine(signature, url, params)) {
      next();
      return;
    }
    response.status(403).type('text/plain').send(REFUSAL);
  };
}
