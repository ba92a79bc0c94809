import { finishSignIn } from '../../../domain/users/finish-sign-in.ts';
import { signIn } from '../../../domain/users/sign-in.ts';
import { LOCK_SECONDS } from '../../../domain/users/sign-in-guard-store.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { type Answer, atDoor, type DoorContext, type Route, tryAtDoor } from '../route.ts';
import { pendingCookie } from '../session-cookie.ts';
import { codePage } from './code-page.ts';
import { letIn, signInForm, wantedIn } from './door.ts';
import { createDoorstep } from './doorstep.ts';

/** Signing in with a password, and with a code after it. */
export const SIGN_IN_ROUTES: readonly Route[] = [
  atDoor('get', '/sign-in', ask),
  tryAtDoor('post', '/sign-in', enter),
  atDoor('get', '/sign-in/code', askForCode),
  tryAtDoor('post', '/sign-in/code', enterWithCode),
];

function ask(context: DoorContext): Promise<Answer> {
  return signInForm(context, { to: wantedIn(context.query), fault: null, status: 200 });
}

async function enter(context: DoorContext): Promise<Answer> {
  const { deps, body, request, response, now } = context;
  const login = textOf(body, 'login');
  const to = wantedIn(body);
  const from = createDoorstep(deps).from(request, login);
  const typed = { login, password: textOf(body, 'password', false), from };
  const result = await signIn(deps.database, deps.passwords, typed, now);
  if (result.outcome === 'signed-in') {
    const { session, user } = result;
    return letIn(context, { session, to, login: user.login });
  }
  if (result.outcome === 'code-needed') {
    pendingCookie(deps.publicUrl).set(response, result.pending);
    return { to: address('/sign-in/code', { to }) };
  }
  const status = statusOf(context, result.outcome);
  return signInForm(context, { login, to, fault: result.outcome, status });
}

function askForCode({ deps, words, query, request }: DoorContext): Answer {
  const to = wantedIn(query);
  if (pendingCookie(deps.publicUrl).read(request) === undefined) return { to: address('/sign-in', { to }) };
  return { page: codePage(words, request.originalUrl, to, null) };
}

async function enterWithCode(context: DoorContext): Promise<Answer> {
  const { deps, words, body, request, response, now } = context;
  const pending = pendingCookie(deps.publicUrl);
  const doorstep = createDoorstep(deps);
  const to = wantedIn(body);
  const typed = {
    pending: pending.read(request) ?? '',
    code: textOf(body, 'code'),
    fromOf: (login: string) => doorstep.from(request, login),
  };
  const result = await finishSignIn(deps.database, deps.factorKeys, typed, now);
  if (result.outcome === 'signed-in') {
    pending.clear(response);
    const { session, login } = result;
    return letIn(context, { session, to, login });
  }
  if (result.outcome === 'expired') {
    pending.clear(response);
    return signInForm(context, { to, fault: 'expired', status: 401 });
  }
  const status = statusOf(context, result.outcome);
  return { page: codePage(words, address('/sign-in/code', { to }), to, result.outcome), status };
}

/** Who is locked out is told when it is worth another try. */
function statusOf({ response }: DoorContext, outcome: string): number {
  if (outcome !== 'locked') return 401;
  response.set('retry-after', String(LOCK_SECONDS));
  return 429;
}
