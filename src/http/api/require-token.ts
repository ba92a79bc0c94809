import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { problem } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** Lets only the operator through. Comparing takes the same time however much of the token is right. */
export function requireToken(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (token === undefined) {
      const detail = 'The API is closed: set API_TOKEN and start the service again.';
      sendProblem(response, problem('unauthorized', detail).problem);
      return;
    }
    const [, given] = /^Bearer +(\S+)$/i.exec(request.header('authorization') ?? '') ?? [];
    if (given !== undefined && timingSafeEqual(digestOf(given), digestOf(token))) {
      next();
      return;
    }
    sendProblem(response, problem('unauthorized', 'Send Authorization: Bearer and API_TOKEN.').problem);
  };
}

/** Digests have one length, as the comparison needs. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
