import type { RequestHandler } from 'express';
import type { Random } from '../random.ts';

/** How the carrier's REST API fails: refused for now, broken, cut off, done all the same, or answered too late. */
export type RestFailure = 'busy' | 'broken' | 'reset' | 'accepts-then-fails' | 'slow';

/** The carrier's REST API in trouble: as long as `failure` is set, most requests fail by it. */
export interface RestTrouble {
  failure: RestFailure | undefined;
  handler: RequestHandler;
}

const SHARE_IN_TROUBLE = 0.7;
/** From a little slow to longer than the service waits, ten seconds. */
const SLOW_MS = { least: 500, most: 12_000 };

export function restTrouble(random: Random): RestTrouble {
  const trouble: RestTrouble = {
    failure: undefined,
    handler(request, response, next) {
      const { failure } = trouble;
      if (failure === undefined || !random.happens(SHARE_IN_TROUBLE)) return next();
      switch (failure) {
        case 'busy':
          response.status(429).json({ code: 20429, message: 'Too Many Requests', status: 429 });
          return;
        case 'broken':
          response.status(500).type('text/html').send('<html>the carrier is broken</html>');
          return;
        case 'reset':
          request.socket.destroy();
          return;
        case 'accepts-then-fails':
          response.json = () => {
            request.socket.destroy();
            return response;
          };
          return next();
        case 'slow':
          setTimeout(next, random.between(SLOW_MS.least, SLOW_MS.most)).unref();
      }
    },
  };
  return trouble;
}
