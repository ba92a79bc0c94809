import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Logger } from '../platform/log.ts';

const WINDOW_MS = 60_000;

export interface RequestLimit {
  /** how many a minute from one source: an IPv4 address, or an IPv6 network of 56 bits */
  perMinute: number;
  log: Logger;
  /** answers who asks too often, with status 429; when to come again is said already */
  refuse: RequestHandler;
  /** who asks; left out: where the request comes from */
  whoAsks?: (request: Request, response: Response) => string;
}

/** Where a request comes from: an IPv4 address, or an IPv6 network. */
export function sourceOf({ ip = '' }: Request): string {
  return ipKeyGenerator(ip);
}

/**
 * Takes no more than so many requests a minute from one source. Each process counts by itself: what several of them
 * let through together is a multiple. Never for the carrier, which may ring as often as customers do.
 */
export function limitRequests({ perMinute, log, refuse, whoAsks = sourceOf }: RequestLimit): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: whoAsks,
    // the library warns, once, of a proxy that TRUSTED_PROXIES does not know: then all sources are taken for one
    logger: {
      error: (error) =>
        log.error(
          { err: error },
          'the rate limit cannot tell the sources of requests apart: check TRUSTED_PROXIES',
        ),
      warn: (error) =>
        log.warn(
          { err: error },
          'the rate limit may take one source of requests for another: check TRUSTED_PROXIES',
        ),
    },
    handler: (request, response, next) => {
      response.status(429);
      return refuse(request, response, next);
    },
  });
}
