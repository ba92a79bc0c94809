import type { RequestHandler } from 'express';
import { problem } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** A body that says it is something else than JSON is refused, rather than taken for an empty one. */
export const requireJson: RequestHandler = (request, response, next) => {
  const hasBody = request.method === 'POST' && request.header('content-length') !== '0';
  // null: there is no body
  if (hasBody && request.is('application/json') === false) {
    sendProblem(response, problem('unsupported-media-type', 'Send application/json.').problem);
    return;
  }
  next();
};
