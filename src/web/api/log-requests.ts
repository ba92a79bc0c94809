import type { RequestHandler } from 'express';
import type { Logger } from '../../platform/log.ts';
import { bearerOf } from './require-token.ts';

/** One line a request: which call, whose token, what came of it, how long it took. Never what was asked or answered. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('finish', () => {
      const route: unknown = request.route?.path;
      const fields = {
        method: request.method,
        route: typeof route === 'string' ? route : 'unknown',
        // nobody: it was refused before, or needed no token
        token: bearerOf(response)?.name,
        status: response.statusCode,
        ms: Math.round(performance.now() - began),
      };
      log.info(fields, 'API request');
    });
    next();
  };
}
