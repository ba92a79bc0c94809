import type { Request, Response, Router } from 'express';
import { signInByIdentity } from '../../../domain/users/sign-in-by-identity.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { languageOf, pathWith } from '../language.ts';
import { plainMessagePage } from '../message-page.ts';
import { secretCookie } from '../session-cookie.ts';
import { ATTEMPT_MS, openAttempt, sealAttempt } from './attempt-cookie.ts';
import type { Door } from './door.ts';

const CALLBACK = '/sign-in/sso/callback';

/** Signing in by the company's identity provider: there and back. */
export function singleSignOnRoutes(deps: ConsoleDeps, door: Door): Router {
  const routes = strictRouter();
  if (!deps.singleSignOn) return routes;
  const { provider, encryption } = deps.singleSignOn;
  const cookie = secretCookie(deps.publicUrl, 'sso', ATTEMPT_MS);

  routes.get('/sign-in/sso', async (request, response) => {
    const to = door.wanted(request.query.to);
    const begun = await provider.begin(deps.publicUrl + CALLBACK);
    if (begun.outcome === 'away') {
      deps.log.warn(
        { err: begun.error },
        'single sign-on cannot begin: the identity provider does not answer',
      );
      await door.stay(request, response, { to, fault: 'ssoAway', status: 503 });
      return;
    }
    cookie.set(response, sealAttempt(encryption, { ...begun.attempt, to }, deps.now()));
    response.redirect(303, begun.url);
  });

  routes.get(CALLBACK, async (request, response) => {
    const attempt = openAttempt(encryption, cookie.read(request), deps.now());
    cookie.clear(response);
    if (!attempt) {
      await door.stay(request, response, { to: '/', fault: 'expired', status: 401 });
      return;
    }
    const { to } = attempt;
    const cameTo = new URL(deps.publicUrl + request.originalUrl);
    const finished = await provider.finish(cameTo, attempt);
    if (finished.outcome === 'refused') {
      await door.stay(request, response, { to, fault: 'ssoRefused', status: 401 });
    } else if (finished.outcome === 'away') {
      deps.log.warn({ err: finished.error }, 'single sign-on failed on its way back');
      await door.stay(request, response, { to, fault: 'ssoFailed', status: 401 });
    } else {
      const result = await signInByIdentity(deps.database, finished.identity, deps.now());
      if (result.outcome === 'signed-in')
        await door.enter(request, response, { session: result.session, to });
      else refuse(request, response, result.outcome);
    }
  });
  return routes;
}

/** They are who they say, and have no business here: said kindly, with what to do. */
function refuse(request: Request, response: Response, because: 'no-role' | 'removed'): void {
  const words = languageOf(request);
  const { refusals } = words.singleSignOn;
  const { title, text } = refusals[because];
  sendHtml(response, plainMessagePage(words, pathWith('/sign-in', {}), title, text), 403);
}
