import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { PENDING_MS } from '../../domain/users/pending-sign-in-store.ts';
import { ABSOLUTE_MS } from '../../domain/users/session-store.ts';

/** The browser's side of something that only it knows the name of. */
export interface SecretCookie {
  read(request: Request): string | undefined;
  set(response: Response, value: string): void;
  clear(response: Response): void;
}

/** Of a session. @param maxAge after which it is over, milliseconds */
export function sessionCookie(publicUrl: string, maxAge = ABSOLUTE_MS): SecretCookie {
  return secretCookie(publicUrl, 'session', maxAge);
}

/** Of a sign-in whose second step is missing. */
export function pendingCookie(publicUrl: string): SecretCookie {
  return secretCookie(publicUrl, 'pending', PENDING_MS);
}

/**
 * Over https the cookie's name makes browsers insist that it came from this host alone, and encrypted:
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
export function secretCookie(publicUrl: string, title: string, maxAge: number): SecretCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? `__Host-${title}` : title;
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/' };
  return {
    read: (request) => cookiesOf(request)[name],
    set: (response, value) => {
      response.cookie(name, value, { ...options, maxAge });
    },
    clear: (response) => {
      response.clearCookie(name, options);
    },
  };
}

export function cookiesOf(request: Request): Record<string, string | undefined> {
  return parseCookie(request.headers.cookie ?? '');
}
