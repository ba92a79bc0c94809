import type { Request, Response, Router } from 'express';
import {
  addToken,
  type NewApiToken,
  readDays,
  readScopes,
  readTokenName,
  revokeToken,
  USUAL_DAYS,
} from '../../../domain/users/api-token.ts';
import { listTokens } from '../../../domain/users/api-token-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { type TokenFault, type TypedToken, tokenListPage, tokenShownPage } from './token-pages.ts';

const EMPTY: TypedToken = { name: '', scopes: ['read'], days: String(USUAL_DAYS) };

/** The tokens of programs, for administrators. */
export function tokenRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();

  routes.get(
    '/users/tokens',
    asUser(deps, 'users', (context, request, response) => show(context, request, response)),
  );

  routes.post(
    '/users/tokens',
    asUser(deps, 'users', async (context, request, response) => {
      const typed = typedToken(request.body);
      const read = readToken(typed);
      const token = 'fault' in read ? null : await addToken(database, context.user, read, context.now);
      if (token !== null && 'name' in read)
        sendHtml(response, tokenShownPage(context, read.name, token), 201);
      else await show(context, request, response, typed, 'fault' in read ? read.fault : 'name-taken');
    }),
  );

  routes.post(
    '/users/tokens/revoke',
    asUser(deps, 'users', async (context, request, response) => {
      await revokeToken(database, context.user, textOf(request.body, 'name'), context.now);
      response.redirect(303, '/users/tokens?done=revoked');
    }),
  );

  async function show(
    context: ConsoleContext,
    request: Request,
    response: Response,
    typed = EMPTY,
    fault: TokenFault | null = null,
  ): Promise<void> {
    const notice = textOf(request.query, 'done') === 'revoked' ? context.words.tokens.revoked : null;
    const page = tokenListPage(context, { tokens: await listTokens(database), typed, fault, notice });
    sendHtml(response, page, fault ? 422 : 200);
  }
  return routes;
}

function typedToken(body: unknown): TypedToken {
  const { scope } = (body ?? {}) as { scope?: unknown };
  const scopes = [scope].flat().filter((one) => typeof one === 'string');
  return { name: textOf(body, 'name'), scopes, days: textOf(body, 'days') };
}

function readToken(typed: TypedToken): NewApiToken | { fault: TokenFault } {
  const name = readTokenName(typed.name);
  if (name === null) return { fault: 'bad-name' };
  const scopes = readScopes(typed.scopes);
  if (scopes === null) return { fault: 'no-scope' };
  const days = readDays(typed.days);
  return days === null ? { fault: 'bad-days' } : { name, scopes, days };
}
