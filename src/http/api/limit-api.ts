import type { RequestHandler } from 'express';
import { limitRequests } from '../limit-requests.ts';
import type { ApiParts } from './parts.ts';
import { problem } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** How often a source may ask, and how often with a token that is none: whoever guesses is shut out, right or not. */
export function limitApi({ limits, log }: Pick<ApiParts, 'limits' | 'log'>): RequestHandler[] {
  const refuse: RequestHandler = (_request, response) => {
    const detail = 'Ask again after the seconds that Retry-After names.';
    sendProblem(response, problem('too-many-requests', detail).problem);
  };
  return [
    limitRequests({ perMinute: limits.requests, log, refuse }),
    limitRequests({ perMinute: limits.refusals, log, refuse, counts: (status) => status === 401 }),
  ];
}
