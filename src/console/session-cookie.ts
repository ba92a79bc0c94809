import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { ABSOLUTE_MS } from '../users/session.ts';

/** The browser's side of a session. */
export interface SessionCookie {
  read(request: Request): string | undefined;
  set(response: Response, session: string): void;
  clear(response: Response): void;
}

/**
 * Over https the cookie's name makes browsers insist that it came from this host alone, and encrypted:
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-session' : 'session';
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/' };
  return {
    read: (request) => cookiesOf(request)[name],
    set: (response, session) => {
      response.cookie(name, session, { ...options, maxAge: ABSOLUTE_MS });
    },
    clear: (response) => {
      response.clearCookie(name, options);
    },
  };
}

export function cookiesOf(request: Request): Record<string, string | undefined> {
  return parseCookie(request.headers.cookie ?? '');
}
