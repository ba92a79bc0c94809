import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { isToken, SCOPES, type Scope, useToken } from '../../domain/users/api-token.ts';
import type { Doer } from '../../domain/users/audit-trail-store.ts';
import { createFairQueue } from '../../platform/fair-queue.ts';
import { sourceOf } from '../limit-requests.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** A program that was let in. */
export interface Bearer {
  name: string;
  scopes: readonly Scope[];
}

/** The token of the environment is the operator's own: it may do everything. */
const OPERATOR: Bearer = { name: 'API_TOKEN', scopes: SCOPES };

/** However many tokens are tried, the callers' connections are not theirs; a token that is right waits for its source's turn. */
const LOOKING_UP = { atOnce: 2, maxWaiting: 5_000, maxWaitingOfOne: 1_000 };

/**
 * Lets only programs with a token through. The token is looked at before anything is counted: what others from the same
 * address have tried, or how much of this program is under way, refuses no right one.
 * @param refusing what a request passes that is refused, before it is told so
 */
export function requireToken(
  { apiToken, database, now }: ApiDeps,
  refusing: readonly RequestHandler[],
): RequestHandler[] {
  const inTurn = createFairQueue(LOOKING_UP);
  const look: RequestHandler = async (request, response, next) => {
    const [, given] = /^Bearer +(\S+)$/i.exec(request.header('authorization') ?? '') ?? [];
    if (given !== undefined && apiToken !== undefined && isSame(given, apiToken)) {
      letIn(response, OPERATOR);
      next();
      return;
    }
    const bearer =
      given !== undefined && isToken(given)
        ? await inTurn(sourceOf(request), () => useToken(database, given, now()))
        : null;
    if (bearer === 'over') response.locals.tokenIsOver = true;
    else if (bearer !== null) letIn(response, bearer);
    next();
  };
  const onlyRefused = (handler: RequestHandler): RequestHandler => {
    return (request, response, next) => (bearerOf(response) ? next() : handler(request, response, next));
  };
  const refuse: RequestHandler = (_request, response) => {
    const bearer = response.locals.tokenIsOver === true ? 'over' : null;
    sendProblem(response, problem('unauthorized', reasonOf(bearer, apiToken)).problem);
  };
  return [look, ...[...refusing, refuse].map(onlyRefused)];
}

/** Lets only programs through whose token has the scope, https://www.rfc-editor.org/rfc/rfc6750#section-3.1 */
export function requireScope(scope: Scope): RequestHandler {
  return (_request, response, next) => {
    if (bearerOf(response)?.scopes.includes(scope)) {
      next();
      return;
    }
    response.set('www-authenticate', `Bearer error="insufficient_scope", scope="${scope}"`);
    const detail = `This endpoint needs a token with the scope "${scope}".`;
    sendProblem(response, problem('insufficient-scope', detail, { scope }).problem);
  };
}

/** Who a program is to the audit trail. */
export function doerOf(bearer: Bearer | undefined): Doer {
  return { id: null, kind: 'program', name: `API: ${bearer?.name ?? '?'}` };
}

/** Whose an idempotency key is: a token may be called like the one of the environment. */
export function programOf(bearer: Bearer | undefined): string {
  return bearer === undefined || bearer === OPERATOR ? '' : bearer.name;
}

function letIn(response: Response, bearer: Bearer): void {
  response.locals.bearer = bearer;
}

/** The program that asks; undefined before `requireToken` has let one in. */
export function bearerOf(response: Response): Bearer | undefined {
  return response.locals.bearer as Bearer | undefined;
}

function reasonOf(bearer: 'over' | null, apiToken: string | undefined): string {
  if (bearer === 'over')
    return 'This token has expired or was revoked: make another with "hotline token add".';
  return apiToken === undefined
    ? 'Send Authorization: Bearer and a token of "hotline token add"; API_TOKEN is not set.'
    : 'Send Authorization: Bearer and API_TOKEN, or a token of "hotline token add".';
}

/** Takes the same time however much is right; digests have one length, as the comparison needs. */
function isSame(given: string, token: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(token));
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
