import { type Request, type Response, Router } from 'express';
import { addAuditEntry } from '../../users/audit-trail.ts';
import { changePassword } from '../../users/change-password.ts';
import { finishSignIn } from '../../users/finish-sign-in.ts';
import { endSession } from '../../users/session.ts';
import { signIn } from '../../users/sign-in.ts';
import { hasSignedIn } from '../../users/user-store.ts';
import { textOf } from '../form.ts';
import { isOwnPath, languageOf, pathWith } from '../language.ts';
import type { ConsoleParts } from '../parts.ts';
import { pendingCookie, sessionCookie } from '../session-cookie.ts';
import { asUser, sendPage } from '../visit.ts';
import { codePage } from './code-page.ts';
import { passwordPage } from './password-page.ts';
import { type SignInForm, signInPage } from './sign-in-page.ts';

/** Signing in and out, and one's own password. */
export function accountRoutes(parts: ConsoleParts): Router {
  const { database, passwords, factorKeys, now, practice } = parts;
  const cookie = sessionCookie(parts.publicUrl);
  const pending = pendingCookie(parts.publicUrl);
  const routes = Router();

  const page = async (request: Request, form: Pick<SignInForm, 'login' | 'to' | 'fault'>) => {
    const isNew = !(await hasSignedIn(database));
    return signInPage(languageOf(request), `/sign-in?${new URLSearchParams({ to: form.to })}`, {
      ...form,
      practice,
      isNew,
    });
  };

  /** The session that was there before, whoever's it was, is over. */
  const enter = async (request: Request, response: Response, session: string, to: string) => {
    const before = cookie.read(request);
    if (before !== undefined) await endSession(database, before);
    cookie.set(response, session);
    response.redirect(303, to);
  };

  routes.get('/sign-in', async (request, response) => {
    const to = ownPath(request.query.to);
    sendPage(response, await page(request, { login: '', to, fault: null }));
  });

  routes.post('/sign-in', async (request, response) => {
    const login = textOf(request.body, 'login');
    const to = ownPath(textOf(request.body, 'to'));
    const result = await signIn(
      database,
      passwords,
      { login, password: textOf(request.body, 'password', false) },
      now(),
    );
    if (result.outcome === 'code-needed') {
      pending.set(response, result.pending);
      response.redirect(303, pathWith('/sign-in/code', { to }));
      return;
    }
    if (result.outcome !== 'signed-in') {
      const status = result.outcome === 'locked' ? 429 : 401;
      sendPage(response, await page(request, { login, to, fault: result.outcome }), status);
      return;
    }
    await enter(request, response, result.session, to);
  });

  routes.get('/sign-in/code', (request, response) => {
    const to = ownPath(request.query.to);
    if (pending.read(request) === undefined) response.redirect(303, pathWith('/sign-in', { to }));
    else sendPage(response, codePage(languageOf(request), request.originalUrl, to, null));
  });

  routes.post('/sign-in/code', async (request, response) => {
    const to = ownPath(textOf(request.body, 'to'));
    const typed = { pending: pending.read(request) ?? '', code: textOf(request.body, 'code') };
    const result = await finishSignIn(database, factorKeys, typed, now());
    if (result.outcome === 'signed-in') {
      pending.clear(response);
      await enter(request, response, result.session, to);
    } else if (result.outcome === 'expired') {
      pending.clear(response);
      sendPage(response, await page(request, { login: '', to, fault: 'expired' }), 401);
    } else {
      const path = pathWith('/sign-in/code', { to });
      const status = result.outcome === 'locked' ? 429 : 401;
      sendPage(response, codePage(languageOf(request), path, to, result.outcome), status);
    }
  });

  routes.post(
    '/sign-out',
    asUser(parts, null, async (visit, request, response) => {
      await endSession(database, cookie.read(request) ?? '');
      await addAuditEntry(database, visit.user, { action: 'signed-out' }, visit.now);
      cookie.clear(response);
      response.redirect(303, '/sign-in');
    }),
  );

  routes.get(
    '/password',
    asUser(parts, null, (visit, _request, response) => {
      sendPage(response, passwordPage(visit, null));
    }),
  );

  routes.post(
    '/password',
    asUser(parts, null, async (visit, request, response) => {
      const [before, password, again] = ['before', 'password', 'again'].map((name) =>
        textOf(request.body, name, false),
      ) as [string, string, string];
      if (password !== again) {
        sendPage(response, passwordPage(visit, 'not-the-same'), 422);
        return;
      }
      const result = await changePassword(database, passwords, visit.user, { before, password }, visit.now);
      if (result.outcome !== 'changed') {
        sendPage(response, passwordPage(visit, result.outcome), 422);
        return;
      }
      cookie.set(response, result.session);
      response.redirect(303, '/');
    }),
  );
  return routes;
}

/** Only within this service: nobody is led elsewhere by signing in. */
function ownPath(to: unknown): string {
  return typeof to === 'string' && isOwnPath(to) ? to : '/';
}
