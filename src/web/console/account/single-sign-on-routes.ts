import { signInByIdentity } from '../../../domain/users/sign-in-by-identity.ts';
import { address } from '../address.ts';
import type { SingleSignOn } from '../deps.ts';
import { plainMessagePage } from '../message-page.ts';
import { type Answer, type DoorContext, type Route, tryAtDoor } from '../route.ts';
import { type SecretCookie, secretCookie } from '../session-cookie.ts';
import { notFound } from '../turned-away.ts';
import { ATTEMPT_MS, openAttempt, sealAttempt } from './attempt-cookie.ts';
import { letIn, signInForm, wantedIn } from './door.ts';

const CALLBACK = '/sign-in/sso/callback';

/** Signing in by the company's identity provider: there and back. */
export const SINGLE_SIGN_ON_ROUTES: readonly Route[] = [
  tryAtDoor('get', '/sign-in/sso', begin),
  tryAtDoor('get', CALLBACK, finish),
];

async function begin(context: DoorContext): Promise<Answer> {
  const { deps, query, response, now } = context;
  const { provider, encryption } = configured(context);
  const to = wantedIn(query);
  const begun = await provider.begin(deps.publicUrl + address(CALLBACK));
  if (begun.outcome === 'away') {
    deps.log.warn(
      { err: begun.error },
      'single sign-on is not possible: the identity provider does not respond',
    );
    return signInForm(context, { to, fault: 'ssoAway', status: 503 });
  }
  attemptCookie(context).set(response, sealAttempt(encryption, { ...begun.attempt, to }, now));
  return { to: begun.url };
}

async function finish(context: DoorContext): Promise<Answer> {
  const { deps, request, response, now } = context;
  const { provider, encryption } = configured(context);
  const cookie = attemptCookie(context);
  const attempt = openAttempt(encryption, cookie.read(request), now);
  cookie.clear(response);
  if (!attempt) return signInForm(context, { to: '/', fault: 'expired', status: 401 });
  const { to } = attempt;
  const cameTo = new URL(deps.publicUrl + request.originalUrl);
  const finished = await provider.finish(cameTo, attempt);
  if (finished.outcome === 'refused') return signInForm(context, { to, fault: 'ssoRefused', status: 401 });
  if (finished.outcome === 'away') {
    deps.log.warn(
      { err: finished.error },
      'single sign-on failed after the identity provider sent the user back',
    );
    return signInForm(context, { to, fault: 'ssoFailed', status: 401 });
  }
  // the provider may have taken its time
  const result = await signInByIdentity(deps.database, finished.identity, deps.now());
  return result.outcome === 'signed-in'
    ? letIn(context, { session: result.session, to })
    : refuse(context, result.outcome);
}

function configured({ deps }: DoorContext): SingleSignOn {
  return deps.singleSignOn ?? notFound();
}

function attemptCookie({ deps }: DoorContext): SecretCookie {
  return secretCookie(deps.publicUrl, 'sso', ATTEMPT_MS);
}

/** They are who they say, and have no business here: said kindly, with what to do. */
function refuse({ words }: DoorContext, because: 'no-role' | 'removed'): Answer {
  const { title, text } = words.singleSignOn.refusals[because];
  return { page: plainMessagePage(words, address('/sign-in'), title, text), status: 403 };
}
