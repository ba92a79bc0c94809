import { enrolmentUri } from '../../../domain/users/authenticator.ts';
import {
  beginEnrolment,
  confirmEnrolment,
  pendingSecret,
  removeOwnFactor,
  renewRecoveryCodes,
} from '../../../domain/users/second-factor.ts';
import { countRecoveryCodes } from '../../../domain/users/second-factor-store.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import type { Html } from '../html.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import type { CodeFault } from './code-page.ts';
import { handSession } from './door.ts';
import { recoveryCodesPage, secondFactorPage, setUpPage } from './second-factor-page.ts';

/** One's own second factor: to set it up, to get new recovery codes, to do without it again. */
export const SECOND_FACTOR_ROUTES: readonly Route[] = [
  get('/two-factor', null, show),
  post('/two-factor/set-up', null, begin),
  get('/two-factor/set-up', null, showSetUp),
  post('/two-factor/confirm', null, confirm),
  post('/two-factor/recovery-codes', null, renewCodes),
  post('/two-factor/remove', null, remove),
];

async function show(context: RouteContext): Promise<Answer> {
  return { page: await overview(context, null) };
}

async function begin({ deps, user }: RouteContext): Promise<Answer> {
  const mayHaveOne = user.hasPassword && !user.hasSecondFactor;
  if (mayHaveOne) await beginEnrolment(deps.database, deps.factorKeys, user.id);
  return { to: mayHaveOne ? address('/two-factor/set-up') : address('/two-factor') };
}

async function showSetUp(context: RouteContext): Promise<Answer> {
  const page = await setUp(context, null);
  return page ? { page } : { to: address('/two-factor') };
}

async function confirm(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now } = context;
  const waiting = await setUp(context, null);
  if (!waiting) return { to: address('/two-factor') };
  const code = textOf(body, 'code');
  const result = await confirmEnrolment(deps.database, deps.factorKeys, { user, code, now });
  if (result.outcome !== 'confirmed')
    return { page: (await setUp(context, result.outcome)) ?? waiting, status: 422 };
  await handSession(context, result.session);
  return { page: recoveryCodesPage(context, result.recoveryCodes) };
}

async function renewCodes(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now } = context;
  const code = textOf(body, 'code');
  const result = await renewRecoveryCodes(deps.database, deps.factorKeys, { user, code, now });
  return result.outcome === 'renewed'
    ? { page: recoveryCodesPage(context, result.recoveryCodes) }
    : { page: await overview(context, result.outcome), status: 422 };
}

async function remove(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now } = context;
  if (isRequired(context)) return { page: await overview(context, null), status: 422 };
  const code = textOf(body, 'code');
  const result = await removeOwnFactor(deps.database, deps.factorKeys, { user, code, now });
  return result.outcome === 'removed'
    ? { to: address('/two-factor', { done: 'removed' }) }
    : { page: await overview(context, result.outcome), status: 422 };
}

function isRequired({ deps, user }: RouteContext): boolean {
  return deps.requireTwoFactor.includes(user.role);
}

async function overview(context: RouteContext, fault: CodeFault | null): Promise<Html> {
  const { deps, user, words } = context;
  const codesLeft = await countRecoveryCodes(deps.database, user.id);
  const { removed } = words.secondFactor;
  const notice = user.hasSecondFactor ? null : noticeIn(context, { removed });
  return secondFactorPage(context, { required: isRequired(context), codesLeft, fault, notice });
}

/** Null: nothing waits for its first code. */
async function setUp(context: RouteContext, fault: CodeFault | null): Promise<Html | null> {
  const { deps, user, words } = context;
  const secret = await pendingSecret(deps.database, deps.factorKeys, user.id);
  if (secret === null) return null;
  const issuer = `${words.product} (${new URL(deps.publicUrl).hostname})`;
  return setUpPage(context, { secret, uri: enrolmentUri(secret, issuer, user.login) }, fault);
}
