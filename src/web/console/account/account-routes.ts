import { listPushDevices } from '../../../domain/push/push-store.ts';
import { addAuditEntry } from '../../../domain/users/audit-trail-store.ts';
import { changePassword } from '../../../domain/users/change-password.ts';
import { endOtherSessions, endSession, listSessions } from '../../../domain/users/session-store.ts';
import { signOutEverywhere } from '../../../domain/users/user-access.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { sessionCookie } from '../session-cookie.ts';
import { handSession } from './door.ts';
import { passwordPage } from './password-page.ts';
import { sessionsPage } from './sessions-page.ts';

/** Signing out, here and elsewhere, and one's own password. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  post('/sign-out', null, signOut),
  get('/sessions', null, sessions),
  post('/sessions/end', null, endEverywhere),
  post('/sessions/end-others', null, endElsewhere),
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

async function sessions(context: RouteContext): Promise<Answer> {
  const { deps, user, words, now } = context;
  const who = { userId: user.id, own: ownSession(context) };
  const open = await listSessions(deps.database, who, now, deps.sessionLength);
  const devices = await listPushDevices(deps.database, user.id);
  const notices = { done: words.sessions.done, 'not-notified': words.mine.notifications.removed };
  return { page: sessionsPage(context, { sessions: open, devices }, noticeIn(context, notices)) };
}

async function endEverywhere({ deps, user, now, response }: RouteContext): Promise<Answer> {
  await signOutEverywhere(deps.database, user, user.id, now);
  sessionCookie(deps.publicUrl).clear(response);
  return { to: address('/sign-in') };
}

async function endElsewhere(context: RouteContext): Promise<Answer> {
  const { user } = context;
  await audited(
    context,
    (tx) => endOtherSessions(tx, user.id, ownSession(context)),
    () => ({ action: 'user-signed-out', subject: user.login }),
  );
  return { to: address('/sessions', { done: 'done' }) };
}

function ownSession({ deps, request }: RouteContext): string {
  return sessionCookie(deps.publicUrl).read(request) ?? '';
}

function edit(context: RouteContext): Answer {
  return { page: passwordPage(context, null) };
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now } = context;
  const [before, password, again] = ['before', 'password', 'again'].map((name) =>
    textOf(body, name, false),
  ) as [string, string, string];
  if (password !== again) return { page: passwordPage(context, 'not-the-same'), status: 422 };
  const typed = { before, password };
  const result = await changePassword(deps, user, typed, now);
  if (result.outcome !== 'changed') return { page: passwordPage(context, result.outcome), status: 422 };
  await handSession(context, result.session);
  return { to: address('/') };
}
