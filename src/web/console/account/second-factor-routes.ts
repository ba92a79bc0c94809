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
import { asUser, type ConsoleContext, type Serve, sendHtml } from '../context.ts';
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

  const page = async (context: ConsoleContext, fault: CodeFault | null, removed = false): Promise<Html> => {
    const codesLeft = await countRecoveryCodes(database, context.user.id);
    return secondFactorPage(context, { required: isRequired(context.user), codesLeft, fault, removed });
  };

  get('/two-factor', async (context, request, response) => {
    sendHtml(response, await page(context, null, textOf(request.query, 'done') === 'removed'));
  });

  post('/two-factor/set-up', async ({ user }, _request, response) => {
    const mayHaveOne = user.hasPassword && !user.hasSecondFactor;
    if (mayHaveOne) await beginEnrolment(database, factorKeys, user.id);
    response.redirect(303, mayHaveOne ? '/two-factor/set-up' : '/two-factor');
  });

  get('/two-factor/set-up', async (context, _request, response) => {
    const shown = await setUp(context, null);
    if (shown) sendHtml(response, shown);
    else response.redirect(303, '/two-factor');
  });

  post('/two-factor/confirm', async (context, request, response) => {
    const waiting = await setUp(context, null);
    if (!waiting) {
      response.redirect(303, '/two-factor');
      return;
    }
    const code = textOf(request.body, 'code');
    const result = await confirmEnrolment(database, factorKeys, context.user, code, context.now);
    if (result.outcome !== 'confirmed') {
      sendHtml(response, (await setUp(context, result.outcome)) ?? waiting, 422);
      return;
    }
    cookie.set(response, result.session);
    sendHtml(response, recoveryCodesPage(context, result.recoveryCodes));
  });

  post('/two-factor/recovery-codes', async (context, request, response) => {
    const code = textOf(request.body, 'code');
    const result = await renewRecoveryCodes(database, factorKeys, context.user, code, context.now);
    if (result.outcome === 'renewed') sendHtml(response, recoveryCodesPage(context, result.recoveryCodes));
    else sendHtml(response, await page(context, result.outcome), 422);
  });

  post('/two-factor/remove', async (context, request, response) => {
    if (isRequired(context.user)) {
      sendHtml(response, await page(context, null), 422);
      return;
    }
    const code = textOf(request.body, 'code');
    const result = await removeOwnFactor(database, factorKeys, context.user, code, context.now);
    if (result.outcome === 'removed') response.redirect(303, '/two-factor?done=removed');
    else sendHtml(response, await page(context, result.outcome), 422);
  });

  /** Null: nothing waits for its first code. */
  async function setUp(context: ConsoleContext, fault: CodeFault | null): Promise<Html | null> {
    const secret = await pendingSecret(database, factorKeys, context.user.id);
    if (secret === null) return null;
    const issuer = `${context.words.product} (${new URL(deps.publicUrl).hostname})`;
    return setUpPage(context, { secret, uri: enrolmentUri(secret, issuer, context.user.login) }, fault);
  }
  return routes;
}
