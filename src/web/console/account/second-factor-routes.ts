import type { Router } from 'express';
import { enrolmentUri } from '../../../domain/users/authenticator.ts';
import {
  beginEnrolment,
  confirmEnrolment,
  pendingSecret,
  removeOwnFactor,
  renewRecoveryCodes,
} from '../../../domain/users/second-factor.ts';
import { countRecoveryCodes } from '../../../domain/users/second-factor-store.ts';
import type { User } from '../../../domain/users/user.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type Serve, sendPage, type Visit } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import type { Html } from '../html.ts';
import { sessionCookie } from '../session-cookie.ts';
import type { CodeFault } from './code-page.ts';
import { recoveryCodesPage, secondFactorPage, setUpPage } from './second-factor-page.ts';

/** One's own second factor: to set it up, to get new recovery codes, to do without it again. */
export function secondFactorRoutes(deps: ConsoleDeps): Router {
  const { database, factorKeys, requireTwoFactor } = deps;
  const cookie = sessionCookie(deps.publicUrl);
  const routes = strictRouter();
  const get = (path: string, serve: Serve) => routes.get(path, asUser(deps, null, serve));
  const post = (path: string, serve: Serve) => routes.post(path, asUser(deps, null, serve));
  const isRequired = ({ role }: User) => requireTwoFactor.includes(role);

  const page = async (visit: Visit, fault: CodeFault | null, removed = false): Promise<Html> => {
    const codesLeft = await countRecoveryCodes(database, visit.user.id);
    return secondFactorPage(visit, { required: isRequired(visit.user), codesLeft, fault, removed });
  };

  get('/two-factor', async (visit, request, response) => {
    sendPage(response, await page(visit, null, textOf(request.query, 'done') === 'removed'));
  });

  post('/two-factor/set-up', async ({ user }, _request, response) => {
    const mayHaveOne = user.hasPassword && !user.hasSecondFactor;
    if (mayHaveOne) await beginEnrolment(database, factorKeys, user.id);
    response.redirect(303, mayHaveOne ? '/two-factor/set-up' : '/two-factor');
  });

  get('/two-factor/set-up', async (visit, _request, response) => {
    const shown = await setUp(visit, null);
    if (shown) sendPage(response, shown);
    else response.redirect(303, '/two-factor');
  });

  post('/two-factor/confirm', async (visit, request, response) => {
    const waiting = await setUp(visit, null);
    if (!waiting) {
      response.redirect(303, '/two-factor');
      return;
    }
    const code = textOf(request.body, 'code');
    const result = await confirmEnrolment(database, factorKeys, visit.user, code, visit.now);
    if (result.outcome !== 'confirmed') {
      sendPage(response, (await setUp(visit, result.outcome)) ?? waiting, 422);
      return;
    }
    cookie.set(response, result.session);
    sendPage(response, recoveryCodesPage(visit, result.recoveryCodes));
  });

  post('/two-factor/recovery-codes', async (visit, request, response) => {
    const code = textOf(request.body, 'code');
    const result = await renewRecoveryCodes(database, factorKeys, visit.user, code, visit.now);
    if (result.outcome === 'renewed') sendPage(response, recoveryCodesPage(visit, result.recoveryCodes));
    else sendPage(response, await page(visit, result.outcome), 422);
  });

  post('/two-factor/remove', async (visit, request, response) => {
    if (isRequired(visit.user)) {
      sendPage(response, await page(visit, null), 422);
      return;
    }
    const code = textOf(request.body, 'code');
    const result = await removeOwnFactor(database, factorKeys, visit.user, code, visit.now);
    if (result.outcome === 'removed') response.redirect(303, '/two-factor?done=removed');
    else sendPage(response, await page(visit, result.outcome), 422);
  });

  /** Null: nothing waits for its first code. */
  async function setUp(visit: Visit, fault: CodeFault | null): Promise<Html | null> {
    const secret = await pendingSecret(database, factorKeys, visit.user.id);
    if (secret === null) return null;
    const issuer = `${visit.words.product} (${new URL(deps.publicUrl).hostname})`;
    return setUpPage(visit, { secret, uri: enrolmentUri(secret, issuer, visit.user.login) }, fault);
  }
  return routes;
}
