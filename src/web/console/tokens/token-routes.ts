import {
  addToken,
  type NewApiToken,
  readScopes,
  readTokenName,
  readValidDays,
  revokeToken,
  USUAL_DAYS,
} from '../../../domain/users/api-token.ts';
import { listTokens } from '../../../domain/users/api-token-store.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { type TokenFault, type TypedToken, tokenListPage, tokenShownPage } from './token-pages.ts';

const EMPTY: TypedToken = { name: '', scopes: ['read'], days: String(USUAL_DAYS) };

/** The tokens of programs, for administrators. */
export const TOKEN_ROUTES: readonly Route[] = [
  get('/users/tokens', 'users', index),
  post('/users/tokens', 'users', create),
  post('/users/tokens/revoke', 'users', revoke),
];

function index(context: RouteContext): Promise<Answer> {
  return list(context, EMPTY, null);
}

async function create(context: RouteContext): Promise<Answer> {
  const typed = typedToken(context.body);
  const read = readToken(typed);
  if ('fault' in read) return list(context, typed, read.fault);
  const token = await addToken(context.deps.database, context.user, read, context.now);
  if (token === null) return list(context, typed, 'name-taken');
  return { page: tokenShownPage(context, read.name, token), status: 201 };
}

async function revoke({ deps, user, body, now }: RouteContext): Promise<Answer> {
  await revokeToken(deps.database, user, textOf(body, 'name'), now);
  return { to: address('/users/tokens', { done: 'revoked' }) };
}

async function list(context: RouteContext, typed: TypedToken, fault: TokenFault | null): Promise<Answer> {
  const { revoked } = context.words.tokens;
  const notice = noticeIn(context, { revoked });
  const tokens = await listTokens(context.deps.database);
  return { page: tokenListPage(context, { tokens, typed, fault, notice }), status: fault ? 422 : 200 };
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
  const days = readValidDays(typed.days);
  return days === null ? { fault: 'bad-days' } : { name, scopes, days };
}
