import type { RequestHandler } from 'express';
import type { Random } from '../random.ts';

/** How the carrier's REST API fails: refused for now, broken, cut off, done all the same, or answered too late. */
export type RestFailure = 'busy' | 'broken' | 'reset' | 'accepts-then-fails' | 'slow';

/** The carrier's REST API in trouble: as long as a failure is set, most requests fail by it. */
export interface RestTrouble {
  begin(failure: RestFailure): void;
  /** All is well again, and what was held up is answered now: a fault is over when nothing waits in it any more. */
  end(): void;
  handler: RequestHandler;
}

const SHARE_IN_TROUBLE = 0.7;
/** From a little slow to longer than the service waits, ten seconds. */
const SLOW_MS = { least: 500, most: 12_000 };

export function restTrouble(random: Random): RestTrouble {
  let failure: RestFailure | undefined;
  const held = new Map<NodeJS.Timeout, () => void>();
  return {
    begin(next) {
      failure = next;
    },
    end() {
      failure = undefined;
      for (const [timer, goOn] of held) {
        clearTimeout(timer);
        goOn();
      }
      held.clear();
    },
    handler(request, response, next) {
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
        case 'slow': {
          const timer = setTimeout(
            () => {
              held.delete(timer);
              next();
            },
            random.between(SLOW_MS.least, SLOW_MS.most),
          ).unref();
          held.set(timer, next);
        }
      }
    },
  };
}
