import type { Request, Response } from 'express';
import { KNOWN_MS } from '../../../domain/users/known-browser.ts';
import type { TryingFrom } from '../../../domain/users/sign-in-guard-store.ts';
import { readLogin } from '../../../domain/users/user.ts';
import { sourceOf } from '../../limit-requests.ts';
import type { ConsoleDeps } from '../deps.ts';
import { secretCookie } from '../session-cookie.ts';

/** Where tries to sign in come from: a browser that is known for the login, or only an address. */
export interface Doorstep {
  from(request: Request, login: string): TryingFrom;
  /** Somebody has signed in with this browser. */
  remember(request: Request, response: Response, login: string): void;
}

export function createDoorstep({
  knownBrowsers,
  publicUrl,
  now,
}: Pick<ConsoleDeps, 'knownBrowsers' | 'publicUrl' | 'now'>): Doorstep {
  const cookie = secretCookie(publicUrl, 'known', KNOWN_MS);
  return {
    from(request, login) {
      const browser = knownBrowsers.recognise(cookie.read(request), readLogin(login), now());
      return browser === null
        ? { source: sourceOf(request), isKnown: false }
        : { source: `browser ${browser}`, isKnown: true };
    },
    remember(request, response, login) {
      cookie.set(response, knownBrowsers.remember(cookie.read(request), login, now()));
    },
  };
}
