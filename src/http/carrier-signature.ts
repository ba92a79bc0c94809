import type { RequestHandler } from 'express';
import { isSigned, SIGNATURE_HEADER } from '../carrier/signature.ts';

const REFUSAL = 'The signature is missing or does not fit PUBLIC_URL and the auth token.\n';

/**
 * Lets only the carrier through. The signature covers the address the carrier called, so it is held against the public
 * address and not against whatever a proxy made of it.
 */
export function requireCarrierSignature(authToken: string, publicUrl: string): RequestHandler {
  return (request, response, next) => {
    const signature = request.header(SIGNATURE_HEADER);
    const params = (request.body ?? {}) as Record<string, unknown>;
    if (signature !== undefined && isSigned(authToken, signature, publicUrl + request.originalUrl, params)) {
      next();
      return;
    }
    response.status(403).type('text/plain').send(REFUSAL);
  };
}
