import type { Request, RequestHandler } from 'express';
import type { Logger } from '../log.ts';
import { EMPTY_TWIML } from '../voice/twiml.ts';

/**
 * A webhook that only reports: the carrier gets its 200 whatever is broken here, since it would not report again. What
 * is missed that way is found by asking the carrier later.
 */
export function takeReport(log: Logger, note: (request: Request) => Promise<unknown>): RequestHandler {
  return async (request, response) => {
    try {
      await note(request);
    } catch (error) {
      log.error({ err: error, path: request.path }, 'a report of the carrier could not be noted');
    }
    response.type('text/xml').send(EMPTY_TWIML);
  };
}
