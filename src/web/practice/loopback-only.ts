import type { RequestHandler } from 'express';

const HERE = /^(::1|127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_NAMES = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/** Headers by which a proxy says that it speaks for somebody else. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'cf-connecting-ip'];

/**
 * Lets only people at this very machine through. Whoever comes by a proxy or a tunnel on this machine comes from here
 * too, but by another name or with a header that says so.
 */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  const fromHere = HERE.test(request.socket.remoteAddress ?? '');
  const byLocalName = LOCAL_NAMES.test(request.headers.host ?? '');
  const forwarded = FORWARDED.some((name) => request.headers[name] !== undefined);
  if (fromHere && byLocalName && !forwarded) return next();
  const port = request.socket.localPort;
  response
    .status(403)
    .type('text/plain')
    .send(
      `The practice line is only for people at the machine it runs on. Open http://localhost:${port}${request.baseUrl}/ there, ` +
        `or bring it to you: ssh -L ${port}:localhost:${port} <that machine>\n`,
    );
};
