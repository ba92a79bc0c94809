import type { Request, RequestHandler } from 'express';
import type { Logger } from '../../platform/log.ts';
import { logFailure } from '../../platform/log-failure.ts';
import { EMPTY_TWIML } from '../../telephony/twilio/twiml.ts';

/** Seconds until the carrier may come again; it repeats by its own rule, see `CONNECTION_OVERRIDES`. */
const COME_AGAIN_SECONDS = '1';

/**
 * A webhook that only reports. What could not be noted is answered 503, so that the carrier reports it once more; noting it
 * twice does no harm. What is missed all the same is found by asking the carrier later.
 */
export function takeReport(log: Logger, note: (request: Request) => Promise<unknown>): RequestHandler {
  return async (request, response) => {
    try {
      await note(request);
    } catch (error) {
      logFailure(
        log,
        { err: error, path: request.path },
        'a status report from the carrier could not be saved; the carrier was asked to send it again',
      );
      response.status(503).set('retry-after', COME_AGAIN_SECONDS);
    }
    response.type('text/xml').send(EMPTY_TWIML);
  };
}
