import type { RequestHandler } from 'express';
import { limitRequests, sourceOf } from '../limit-requests.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { bearerOf } from './require-token.ts';
import { sendProblem } from './send-problem.ts';

/** How often somebody may ask; each answers 429 beyond that, and when to come again. */
export interface ApiLimiters {
  /** of a token that was let in, wherever it is used; of anybody else by where they come from */
  requests: RequestHandler;
  /** of a source whose tokens are none: whoever guesses is shut out, and nobody else who asks from there */
  refusals: RequestHandler;
}

export function limitApi({ limits, log }: Pick<ApiDeps, 'limits' | 'log'>): ApiLimiters {
  const refuse: RequestHandler = (_request, response) => {
    const detail = 'Wait for the number of seconds in Retry-After, then try again.';
    sendProblem(response, problem('too-many-requests', detail).problem);
  };
  const requests = limitRequests({
    perMinute: limits.requests,
    log,
    refuse,
    whoAsks: (request, response) => {
      const bearer = bearerOf(response);
      return bearer ? `token ${bearer.name}` : sourceOf(request);
    },
  });
  return { requests, refusals: limitRequests({ perMinute: limits.refusals, log, refuse }) };
}
