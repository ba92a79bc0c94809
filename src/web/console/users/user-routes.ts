import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { addUser } from '../../../domain/users/add-user.ts';
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
import { findListedUser, type ListedUser, listUsers } from '../../../domain/users/user-list-store.ts';
import { address } from '../address.ts';
import { auditLook } from '../audited.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { sessionCookie } from '../session-cookie.ts';
import { notFound } from '../turned-away.ts';
import { addUserPage } from './add-user-page.ts';
import { passwordShownPage } from './password-shown-page.ts';
import { readUser, type TypedUser, typedUser, type UserFault } from './user-form.ts';
import { userListPage } from './user-list-page.ts';
import { type UserPage, userPage } from './user-page.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const NOBODY_YET: TypedUser = { login: '', name: '', role: '', engineer: '' };

/** Who may sign in, for administrators. */
export const USER_ROUTES: readonly Route[] = [
  get('/users', 'users', index),
  get('/users/new', 'users', add),
  post('/users', 'users', create),
  get('/users/:id', 'users', show),
  post('/users/:id', 'users', update),
  post('/users/:id/reset-password', 'users', renewPassword),
  post('/users/:id/unlock', 'users', unlock),
  post('/users/:id/sign-out', 'users', signOut),
  post('/users/:id/remove-second-factor', 'users', removeSecondFactor),
  post('/users/:id/password-off', 'users', passwordOff),
  post('/users/:id/readmit', 'users', readmit),
  post('/users/:id/remove', 'users', remove),
];

async function index(context: RouteContext): Promise<Answer> {
  const { words, now, deps } = context;
  await auditLook(context, { action: 'viewed-users', subject: 'users' });
  const { removed, readmitted } = words.users;
  const notice = noticeIn(context, { removed, readmitted });
  const [users, left] = await Promise.all([
    listUsers(deps.database, now),
    listRemovedIdentities(deps.database),
  ]);
  return { page: userListPage(context, { users, removed: left, notice }) };
}

function add(context: RouteContext): Promise<Answer> {
  return form(context, NOBODY_YET, null);
}

async function create(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now } = context;
  const typed = typedUser(body);
  const read = await readUser(deps.database, typed, null);
  if ('fault' in read) return form(context, typed, read.fault);
  const added = await addUser(deps, user, read, now);
  if (added === null) return form(context, typed, 'login-taken');
  return { page: passwordShownPage(context, added.user, added.password), status: 201 };
}

async function form(context: RouteContext, typed: TypedUser, fault: UserFault | null): Promise<Answer> {
  const engineers = await listEngineers(context.deps.database);
  return { page: addUserPage(context, typed, engineers, fault), status: fault ? 422 : 200 };
}

function show(context: RouteContext): Promise<Answer> {
  return story(context, { typed: null, fault: null, seen: null });
}

async function update(context: RouteContext): Promise<Answer> {
  const { deps, now } = context;
  const user = await userIn(context);
  const typed = { ...typedUser(context.body), login: user.login };
  const version = textOf(context.body, 'version');
  const read = await readUser(deps.database, typed, user.engineer);
  const changed =
    'fault' in read
      ? read.fault
      : await changeUser(deps.database, context.user, { ...read, id: user.id, version }, now);
  if (changed === 'changed') return done(user.id, 'saved');
  // whoever saves again does so knowing what stands, once they have been told
  const seen = changed === 'changed-meanwhile' ? null : version;
  return story(context, { typed, fault: changed, seen });
}

async function renewPassword(context: RouteContext): Promise<Answer> {
  const { deps, now } = context;
  const user = await userIn(context);
  // one's own is changed where the old one is asked for
  if (user.id === context.user.id) return { to: address('/password') };
  const password = await resetPassword(deps, context.user, user.id, now);
  if (!password) notFound();
  return { page: passwordShownPage(context, user, password) };
}

async function unlock(context: RouteContext): Promise<Answer> {
  const id = idIn(context);
  if (!(await unlockUser(context.deps.database, context.user, id, context.now))) notFound();
  return done(id, 'unlocked');
}

async function signOut(context: RouteContext): Promise<Answer> {
  const id = idIn(context);
  if (!(await signOutEverywhere(context.deps.database, context.user, id, context.now))) notFound();
  return done(id, 'signedOut');
}

async function removeSecondFactor(context: RouteContext): Promise<Answer> {
  const id = idIn(context);
  // one's own takes a code, at its own page
  if (id === context.user.id) return { to: address('/two-factor') };
  if (!(await removeFactorOf(context.deps.database, context.user, id, context.now))) notFound();
  return done(id, 'factorRemoved');
}

async function passwordOff(context: RouteContext): Promise<Answer> {
  const id = idIn(context);
  if (!(await switchPasswordOff(context.deps.database, context.user, id, context.now))) notFound();
  return done(id, 'passwordOff');
}

async function readmit(context: RouteContext): Promise<Answer> {
  const id = idIn(context);
  if (!(await readmitUser(context.deps.database, context.user, id, context.now))) notFound();
  return { to: address('/users', { done: 'readmitted' }) };
}

async function remove(context: RouteContext): Promise<Answer> {
  const user = await userIn(context);
  const removed = await removeUser(context.deps.database, context.user, user.id, context.now);
  if (removed !== 'removed') return story(context, { typed: null, fault: removed, seen: null });
  return { to: address('/users', { done: 'removed' }) };
}

async function story(
  context: RouteContext,
  { typed, fault, seen }: Pick<UserPage, 'typed' | 'fault' | 'seen'>,
): Promise<Answer> {
  const { deps } = context;
  const { database } = deps;
  const user = await userIn(context);
  const own = sessionCookie(deps.publicUrl).read(context.request) ?? '';
  const [sessions, engineers] = await Promise.all([
    listSessions(database, { userId: user.id, own }, context.now, deps.sessionLength),
    listEngineers(database),
  ]);
  const { saved, unlocked, signedOut, factorRemoved, passwordOff: off } = context.words.users;
  const notices = { saved, unlocked, signedOut, factorRemoved, passwordOff: off };
  const notice = noticeIn(context, notices);
  const page = userPage(context, { user, sessions, engineers, typed, fault, seen, notice });
  return { page, status: fault ? 422 : 200 };
}

function done(id: string, what: string): Answer {
  return { to: address('/users/:id', { id, done: what }) };
}

async function userIn(context: RouteContext): Promise<ListedUser> {
  return (await findListedUser(context.deps.database, idIn(context), context.now)) ?? notFound();
}

function idIn({ params: { id = '' } }: RouteContext): string {
  return UUID.test(id) ? id : notFound();
}
