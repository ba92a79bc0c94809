import type { Request, Response } from 'express';
import { endSession } from '../../../domain/users/session-store.ts';
import { hasSignedIn } from '../../../domain/users/user-store.ts';
import { sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { isOwnPath, languageOf, pathWith } from '../language.ts';
import { sessionCookie } from '../session-cookie.ts';
import { createDoorstep } from './doorstep.ts';
import { type SignInForm, signInPage } from './sign-in-page.ts';

/** The way in, however somebody proves who they are. */
export interface Door {
  /**
   * Lets a browser in; the session that was there before, whoever's it was, is over.
   * @param entry.login whose password was typed there: from now on the browser is known for it
   */
  enter(
    request: Request,
    response: Response,
    entry: { session: string; to: string; login?: string },
  ): Promise<void>;
  /** Shows the sign-in page. */
  stay(
    request: Request,
    response: Response,
    form: { login?: string; to: string; fault: SignInForm['fault']; status: number },
  ): Promise<void>;
  /** Where to go afterwards: only within this service, nobody is led elsewhere by signing in. */
  wanted(to: unknown): string;
}

export function createDoor(deps: ConsoleDeps): Door {
  const { database, practice, publicUrl, singleSignOn } = deps;
  const doorstep = createDoorstep(deps);
  const cookie = sessionCookie(publicUrl);
  return {
    async enter(request, response, { session, to, login }) {
      const before = cookie.read(request);
      if (before !== undefined) await endSession(database, before);
      cookie.set(response, session);
      if (login !== undefined) doorstep.remember(request, response, login);
      response.redirect(303, to);
    },
    async stay(request, response, { login = '', to, fault, status }) {
      const isNew = !(await hasSignedIn(database));
      const form = { login, to, fault, practice, isNew, singleSignOn: singleSignOn?.name ?? null };
      sendHtml(response, signInPage(languageOf(request), pathWith('/sign-in', { to }), form), status);
    },
    wanted: (to) => (typeof to === 'string' && isOwnPath(to) ? to : '/'),
  };
}
