import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { changePassword } from '../../../domain/users/change-password.ts';
import { endSession } from '../../../domain/users/session-store.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { sessionCookie } from '../session-cookie.ts';
import { passwordPage } from './password-page.ts';

/** Signing out, and one's own password. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  post('/sign-out', null, signOut),
  get('/password', null, edit),
  post('/password', null, update),
];

async function signOut({ deps, user, now, request, response }: RouteContext): Promise<Answer> {
  const cookie = sessionCookie(deps.publicUrl);
  await endSession(deps.database, cookie.read(request) ?? '');
  await addAuditEntry(deps.database, user, { action: 'signed-out' }, now);
  cookie.clear(response);
  return { to: address('/sign-in') };
}

function edit(context: RouteContext): Answer {
  return { page: passwordPage(context, null) };
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now, response } = context;
  const [before, password, again] = ['before', 'password', 'again'].map((name) =>
    textOf(body, name, false),
  ) as [string, string, string];
  if (password !== again) return { page: passwordPage(context, 'not-the-same'), status: 422 };
  const typed = { before, password };
  const result = await changePassword(deps.database, deps.passwords, user, typed, now);
  if (result.outcome !== 'changed') return { page: passwordPage(context, result.outcome), status: 422 };
  sessionCookie(deps.publicUrl).set(response, result.session);
  return { to: address('/') };
}
