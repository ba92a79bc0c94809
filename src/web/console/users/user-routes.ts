import type { Request, Response, Router } from 'express';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { addUser } from '../../../domain/users/add-user.ts';
import { addAuditEntryOnce } from '../../../domain/users/audit-trail-store.ts';
import { changeUser, removeUser } from '../../../domain/users/change-user.ts';
import { listRemovedIdentities } from '../../../domain/users/identity-store.ts';
import { removeFactorOf } from '../../../domain/users/second-factor.ts';
import { listSessions } from '../../../domain/users/session-store.ts';
import {
  readmitUser,
  resetPassword,
  signOutEverywhere,
  switchPasswordOff,
  unlockUser,
} from '../../../domain/users/user-access.ts';
import { findListedUser, listUsers } from '../../../domain/users/user-list-store.ts';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, type Serve, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { textOf } from '../form.ts';
import { notFoundPage } from '../message-page.ts';
import { addUserPage } from './add-user-page.ts';
import { passwordShownPage } from './password-shown-page.ts';
import { readUser, type TypedUser, typedUser, type UserFault } from './user-form.ts';
import { userListPage } from './user-list-page.ts';
import { userPage } from './user-page.ts';

/** Looking at the users again within so long is the same look. */
const SAME_LOOK_MS = 10 * 60_000;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Who may sign in, for administrators. */
export function userRoutes(deps: ConsoleDeps): Router {
  const { database, passwords } = deps;
  const routes = strictRouter();
  const get = (path: string, serve: Serve) => routes.get(path, asUser(deps, 'users', serve));
  const post = (path: string, serve: Serve) => routes.post(path, asUser(deps, 'users', serve));

  get('/users', async (context, request, response) => {
    const { words, user, now } = context;
    const look = { action: 'viewed-users', subject: 'users' } as const;
    await addAuditEntryOnce(database, user, look, now, SAME_LOOK_MS);
    const done = textOf(request.query, 'done');
    const notice = done === 'removed' || done === 'readmitted' ? words.users[done] : null;
    const [users, removed] = await Promise.all([listUsers(database, now), listRemovedIdentities(database)]);
    sendHtml(response, userListPage(context, { users, removed, notice }));
  });

  get('/users/new', async (context, _request, response) => {
    const typed = { login: '', name: '', role: '', engineer: '' };
    sendHtml(response, addUserPage(context, typed, await listEngineers(database), null));
  });

  post('/users', async (context, request, response) => {
    const typed = typedUser(request.body);
    const read = await readUser(database, typed);
    const added =
      'fault' in read ? read : await addUser(database, passwords, context.user, read, context.now);
    if (added && 'user' in added) {
      sendHtml(response, passwordShownPage(context, added.user, added.password), 201);
      return;
    }
    const fault = added?.fault ?? 'login-taken';
    sendHtml(response, addUserPage(context, typed, await listEngineers(database), fault), 422);
  });

  get('/users/:id', (context, request, response) => show(context, request, response, {}));

  post('/users/:id', async (context, request, response) => {
    const id = idOf(request);
    const user = id === null ? null : await findListedUser(database, id, context.now);
    const typed = { ...typedUser(request.body), login: user?.login ?? 'nobody' };
    const read = await readUser(database, typed);
    const changed =
      'fault' in read
        ? read.fault
        : await changeUser(database, context.user, user?.id ?? NOBODY, read, context.now);
    if (changed === 'changed') response.redirect(303, `/users/${id}?done=saved`);
    else await show(context, request, response, { typed, fault: changed });
  });

  post('/users/:id/reset-password', async (context, request, response) => {
    const user = await findListedUser(database, idOf(request) ?? NOBODY, context.now);
    // one's own is changed where the old one is asked for
    if (user?.id === context.user.id) {
      response.redirect(303, '/password');
      return;
    }
    const password = user && (await resetPassword(database, passwords, context.user, user.id, context.now));
    if (user && password) sendHtml(response, passwordShownPage(context, user, password));
    else sendHtml(response, notFoundPage(context), 404);
  });

  post('/users/:id/unlock', async (context, request, response) => {
    const done = await unlockUser(database, context.user, idOf(request) ?? NOBODY, context.now);
    if (done) response.redirect(303, `/users/${idOf(request)}?done=unlocked`);
    else sendHtml(response, notFoundPage(context), 404);
  });

  post('/users/:id/sign-out', async (context, request, response) => {
    const done = await signOutEverywhere(database, context.user, idOf(request) ?? NOBODY, context.now);
    if (done) response.redirect(303, `/users/${idOf(request)}?done=signedOut`);
    else sendHtml(response, notFoundPage(context), 404);
  });

  post('/users/:id/remove-second-factor', async (context, request, response) => {
    const id = idOf(request) ?? NOBODY;
    // one's own takes a code, at its own page
    if (id === context.user.id) response.redirect(303, '/two-factor');
    else if (await removeFactorOf(database, context.user, id, context.now))
      response.redirect(303, `/users/${id}?done=factorRemoved`);
    else sendHtml(response, notFoundPage(context), 404);
  });

  post('/users/:id/password-off', async (context, request, response) => {
    const id = idOf(request) ?? NOBODY;
    const done = await switchPasswordOff(database, context.user, id, context.now);
    if (done) response.redirect(303, `/users/${id}?done=passwordOff`);
    else sendHtml(response, notFoundPage(context), 404);
  });

  post('/users/:id/readmit', async (context, request, response) => {
    const done = await readmitUser(database, context.user, idOf(request) ?? NOBODY, context.now);
    if (done) response.redirect(303, '/users?done=readmitted');
    else sendHtml(response, notFoundPage(context), 404);
  });

  post('/users/:id/remove', async (context, request, response) => {
    const user = await findListedUser(database, idOf(request) ?? NOBODY, context.now);
    const removed = await removeUser(database, context.user, user?.id ?? NOBODY, context.now);
    if (removed === 'removed') response.redirect(303, '/users?done=removed');
    else await show(context, request, response, { fault: removed });
  });

  async function show(
    context: ConsoleContext,
    request: Request,
    response: Response,
    { typed = null, fault = null }: { typed?: TypedUser | null; fault?: UserFault | null },
  ): Promise<void> {
    const user = await findListedUser(database, idOf(request) ?? NOBODY, context.now);
    if (!user) {
      sendHtml(response, notFoundPage(context), 404);
      return;
    }
    const [sessions, engineers] = await Promise.all([
      listSessions(database, user.id, context.now),
      listEngineers(database),
    ]);
    const notice = noticeOf(context, request);
    const page = userPage(context, { user, sessions, engineers, typed, fault, notice });
    sendHtml(response, page, fault ? 422 : 200);
  }
  return routes;
}

/** The id that no user has. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function idOf(request: Request): string | null {
  const { id } = request.params;
  return typeof id === 'string' && UUID.test(id) ? id : null;
}

function noticeOf({ words }: ConsoleContext, request: Request): string | null {
  const done = textOf(request.query, 'done');
  const known = (['saved', 'unlocked', 'signedOut', 'factorRemoved', 'passwordOff'] as const).find(
    (one) => one === done,
  );
  return known ? words.users[known] : null;
}
