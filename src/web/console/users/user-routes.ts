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
import { asUser, type Serve, sendPage, type Visit } from '../context.ts';
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

  get('/users', async (visit, request, response) => {
    const { words, user, now } = visit;
    const look = { action: 'viewed-users', subject: 'users' } as const;
    await addAuditEntryOnce(database, user, look, now, SAME_LOOK_MS);
    const done = textOf(request.query, 'done');
    const notice = done === 'removed' || done === 'readmitted' ? words.users[done] : null;
    const [users, removed] = await Promise.all([listUsers(database, now), listRemovedIdentities(database)]);
    sendPage(response, userListPage(visit, { users, removed, notice }));
  });

  get('/users/new', async (visit, _request, response) => {
    const typed = { login: '', name: '', role: '', engineer: '' };
    sendPage(response, addUserPage(visit, typed, await listEngineers(database), null));
  });

  post('/users', async (visit, request, response) => {
    const typed = typedUser(request.body);
    const read = await readUser(database, typed);
    const added = 'fault' in read ? read : await addUser(database, passwords, visit.user, read, visit.now);
    if (added && 'user' in added) {
      sendPage(response, passwordShownPage(visit, added.user, added.password), 201);
      return;
    }
    const fault = added?.fault ?? 'login-taken';
    sendPage(response, addUserPage(visit, typed, await listEngineers(database), fault), 422);
  });

  get('/users/:id', (visit, request, response) => show(visit, request, response, {}));

  post('/users/:id', async (visit, request, response) => {
    const id = idOf(request);
    const user = id === null ? null : await findListedUser(database, id, visit.now);
    const typed = { ...typedUser(request.body), login: user?.login ?? 'nobody' };
    const read = await readUser(database, typed);
    const changed =
      'fault' in read
        ? read.fault
        : await changeUser(database, visit.user, user?.id ?? NOBODY, read, visit.now);
    if (changed === 'changed') response.redirect(303, `/users/${id}?done=saved`);
    else await show(visit, request, response, { typed, fault: changed });
  });

  post('/users/:id/reset-password', async (visit, request, response) => {
    const user = await findListedUser(database, idOf(request) ?? NOBODY, visit.now);
    // one's own is changed where the old one is asked for
    if (user?.id === visit.user.id) {
      response.redirect(303, '/password');
      return;
    }
    const password = user && (await resetPassword(database, passwords, visit.user, user.id, visit.now));
    if (user && password) sendPage(response, passwordShownPage(visit, user, password));
    else sendPage(response, notFoundPage(visit), 404);
  });

  post('/users/:id/unlock', async (visit, request, response) => {
    const done = await unlockUser(database, visit.user, idOf(request) ?? NOBODY, visit.now);
    if (done) response.redirect(303, `/users/${idOf(request)}?done=unlocked`);
    else sendPage(response, notFoundPage(visit), 404);
  });

  post('/users/:id/sign-out', async (visit, request, response) => {
    const done = await signOutEverywhere(database, visit.user, idOf(request) ?? NOBODY, visit.now);
    if (done) response.redirect(303, `/users/${idOf(request)}?done=signedOut`);
    else sendPage(response, notFoundPage(visit), 404);
  });

  post('/users/:id/remove-second-factor', async (visit, request, response) => {
    const id = idOf(request) ?? NOBODY;
    // one's own takes a code, at its own page
    if (id === visit.user.id) response.redirect(303, '/two-factor');
    else if (await removeFactorOf(database, visit.user, id, visit.now))
      response.redirect(303, `/users/${id}?done=factorRemoved`);
    else sendPage(response, notFoundPage(visit), 404);
  });

  post('/users/:id/password-off', async (visit, request, response) => {
    const id = idOf(request) ?? NOBODY;
    const done = await switchPasswordOff(database, visit.user, id, visit.now);
    if (done) response.redirect(303, `/users/${id}?done=passwordOff`);
    else sendPage(response, notFoundPage(visit), 404);
  });

  post('/users/:id/readmit', async (visit, request, response) => {
    const done = await readmitUser(database, visit.user, idOf(request) ?? NOBODY, visit.now);
    if (done) response.redirect(303, '/users?done=readmitted');
    else sendPage(response, notFoundPage(visit), 404);
  });

  post('/users/:id/remove', async (visit, request, response) => {
    const user = await findListedUser(database, idOf(request) ?? NOBODY, visit.now);
    const removed = await removeUser(database, visit.user, user?.id ?? NOBODY, visit.now);
    if (removed === 'removed') response.redirect(303, '/users?done=removed');
    else await show(visit, request, response, { fault: removed });
  });

  async function show(
    visit: Visit,
    request: Request,
    response: Response,
    { typed = null, fault = null }: { typed?: TypedUser | null; fault?: UserFault | null },
  ): Promise<void> {
    const user = await findListedUser(database, idOf(request) ?? NOBODY, visit.now);
    if (!user) {
      sendPage(response, notFoundPage(visit), 404);
      return;
    }
    const [sessions, engineers] = await Promise.all([
      listSessions(database, user.id, visit.now),
      listEngineers(database),
    ]);
    const notice = noticeOf(visit, request);
    const page = userPage(visit, { user, sessions, engineers, typed, fault, notice });
    sendPage(response, page, fault ? 422 : 200);
  }
  return routes;
}

/** The id that no user has. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function idOf(request: Request): string | null {
  const { id } = request.params;
  return typeof id === 'string' && UUID.test(id) ? id : null;
}

function noticeOf({ words }: Visit, request: Request): string | null {
  const done = textOf(request.query, 'done');
  const known = (['saved', 'unlocked', 'signedOut', 'factorRemoved', 'passwordOff'] as const).find(
    (one) => one === done,
  );
  return known ? words.users[known] : null;
}
