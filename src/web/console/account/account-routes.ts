import type { Response, Router } from 'express';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { changePassword } from '../../../domain/users/change-password.ts';
import { finishSignIn } from '../../../domain/users/finish-sign-in.ts';
import { endSession } from '../../../domain/users/session-store.ts';
import { signIn } from '../../../domain/users/sign-in.ts';
import { LOCK_SECONDS } from '../../../domain/users/sign-in-guard-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { languageOf, pathWith } from '../language.ts';
import { pendingCookie, sessionCookie } from '../session-cookie.ts';
import { codePage } from './code-page.ts';
import { createDoor } from './door.ts';
import { createDoorstep } from './doorstep.ts';
import { limitSignIns } from './limit-sign-ins.ts';
import { passwordPage } from './password-page.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { singleSignOnRoutes } from './single-sign-on-routes.ts';

/** Signing in and out, and what one proves oneself with. */
export function accountRoutes(deps: ConsoleDeps): Router {
  const { database, passwords, factorKeys, now } = deps;
  const cookie = sessionCookie(deps.publicUrl);
  const pending = pendingCookie(deps.publicUrl);
  const door = createDoor(deps);
  const doorstep = createDoorstep(deps);
  const routes = strictRouter();

  const limit = limitSignIns(deps);
  routes.post(['/sign-in', '/sign-in/code'], limit);
  routes.get(['/sign-in/sso', '/sign-in/sso/callback'], limit);

  routes.get('/sign-in', (request, response) =>
    door.stay(request, response, { to: door.wanted(request.query.to), fault: null, status: 200 }),
  );

  routes.post('/sign-in', async (request, response) => {
    const login = textOf(request.body, 'login');
    const to = door.wanted(textOf(request.body, 'to'));
    const from = doorstep.from(request, login);
    const typed = { login, password: textOf(request.body, 'password', false), from };
    const result = await signIn(database, passwords, typed, now());
    if (result.outcome === 'signed-in') {
      const { session, user } = result;
      await door.enter(request, response, { session, to, login: user.login });
    } else if (result.outcome === 'code-needed') {
      pending.set(response, result.pending);
      response.redirect(303, pathWith('/sign-in/code', { to }));
    } else {
      const status = statusOf(response, result.outcome);
      await door.stay(request, response, { login, to, fault: result.outcome, status });
    }
  });

  routes.get('/sign-in/code', (request, response) => {
    const to = door.wanted(request.query.to);
    if (pending.read(request) === undefined) response.redirect(303, pathWith('/sign-in', { to }));
    else sendHtml(response, codePage(languageOf(request), request.originalUrl, to, null));
  });

  routes.post('/sign-in/code', async (request, response) => {
    const to = door.wanted(textOf(request.body, 'to'));
    const typed = {
      pending: pending.read(request) ?? '',
      code: textOf(request.body, 'code'),
      fromOf: (login: string) => doorstep.from(request, login),
    };
    const result = await finishSignIn(database, factorKeys, typed, now());
    if (result.outcome === 'signed-in') {
      pending.clear(response);
      const { session, login } = result;
      await door.enter(request, response, { session, to, login });
    } else if (result.outcome === 'expired') {
      pending.clear(response);
      await door.stay(request, response, { to, fault: 'expired', status: 401 });
    } else {
      const path = pathWith('/sign-in/code', { to });
      const status = statusOf(response, result.outcome);
      sendHtml(response, codePage(languageOf(request), path, to, result.outcome), status);
    }
  });

  routes.post(
    '/sign-out',
    asUser(deps, null, async (context, request, response) => {
      await endSession(database, cookie.read(request) ?? '');
      await addAuditEntry(database, context.user, { action: 'signed-out' }, context.now);
      cookie.clear(response);
      response.redirect(303, '/sign-in');
    }),
  );

  routes.get(
    '/password',
    asUser(deps, null, (context, _request, response) => {
      sendHtml(response, passwordPage(context, null));
    }),
  );

  routes.post(
    '/password',
    asUser(deps, null, async (context, request, response) => {
      const [before, password, again] = ['before', 'password', 'again'].map((name) =>
        textOf(request.body, name, false),
      ) as [string, string, string];
      if (password !== again) {
        sendHtml(response, passwordPage(context, 'not-the-same'), 422);
        return;
      }
      const result = await changePassword(
        database,
        passwords,
        context.user,
        { before, password },
        context.now,
      );
      if (result.outcome !== 'changed') {
        sendHtml(response, passwordPage(context, result.outcome), 422);
        return;
      }
      cookie.set(response, result.session);
      response.redirect(303, '/');
    }),
  );

  routes.use(secondFactorRoutes(deps), singleSignOnRoutes(deps, door));
  return routes;
}

/** Who is locked out is told when it is worth another try. */
function statusOf(response: Response, outcome: string): number {
  if (outcome !== 'locked') return 401;
  response.set('retry-after', String(LOCK_SECONDS));
  return 429;
}
