import type { Request, Response } from 'express';

/**
 * Begins a stream of server-sent events.
 * @returns false: only the head was asked for, and it is answered; it has no end of its own, and its connection would stay taken
 */
export function beginEvents({ method }: Request, response: Response): boolean {
  response.set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    // nginx, as a proxy or an ingress, would keep news back until it has a page of them
    'x-accel-buffering': 'no',
  });
  if (method === 'HEAD') {
    response.end();
    return false;
  }
  response.flushHeaders();
  return true;
}
