import { createHash, timingSafeEqual } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, RequestHandler } from 'express';

export interface PracticeKey {
  /** stands in the address that the start prints; 128 bits or more */
  key: string;
  /** whether the browser is signed in to the console beside it */
  isSignedIn?: (request: Request) => Promise<boolean>;
}

const COOKIE = 'practice';

/**
 * Lets in who has the key, which stands in the address that the start prints, or is signed in to the console: whoever comes
 * by a forwarder on this machine looks as if they sat at it. The key leaves the address at once for a cookie.
 */
export function practiceDoor({ key, isSignedIn = async () => false }: PracticeKey): RequestHandler {
  return async (request, response, next) => {
    const { key: typed } = request.query;
    if (request.method === 'GET' && typeof typed === 'string' && isSame(typed, key)) {
      response.cookie(COOKIE, key, { httpOnly: true, sameSite: 'lax', path: request.baseUrl });
      response.redirect(303, `${request.baseUrl}${request.path}`);
      return;
    }
    const kept = parseCookie(request.headers.cookie ?? '')[COOKIE];
    if ((kept !== undefined && isSame(kept, key)) || (await isSignedIn(request))) return next();
    response
      .status(403)
      .type('text/plain')
      .send(
        'The practice line asks for its key. Open the second address of the line "ready …" that the start has printed, ' +
          'or sign in to the console first.\n',
      );
  };
}

/** Takes the same time however much is right; digests have one length, as the comparison needs. */
function isSame(given: string, key: string): boolean {
  const digestOf = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digestOf(given), digestOf(key));
}

/** Where the practice line is opened on this machine. */
export function practiceUrlAt(port: number, key: string): string {
  return `http://localhost:${port}/practice/?key=${key}`;
}
