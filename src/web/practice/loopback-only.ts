import type { RequestHandler } from 'express';
import { isFromHere } from '../../platform/is-from-here.ts';

/** Lets only people at this very machine through. */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  if (isFromHere(request)) return next();
  const port = request.socket.localPort;
  response
    .status(403)
    .type('text/plain')
    .send(
      `The practice line is only for people at the machine it runs on. Open http://localhost:${port}${request.baseUrl}/ there, ` +
        `or bring it to you: ssh -L ${port}:localhost:${port} <that machine>\n`,
    );
};
