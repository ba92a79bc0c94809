import { endSession, nameSession } from '../../../domain/users/session-store.ts';
import { hasSignedIn } from '../../../domain/users/user-store.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { isOwnPath } from '../language.ts';
import type { Answer, DoorContext } from '../route.ts';
import { sessionCookie } from '../session-cookie.ts';
import { browserInWords } from './browser-in-words.ts';
import { createDoorstep } from './doorstep.ts';
import { type SignInForm, signInPage } from './sign-in-page.ts';

/**
 * Lets a browser in, however somebody has proved who they are; the session that was there before, whoever's it was, is over.
 * @param entry.login whose password was typed there: from now on the browser is known for it
 */
export async function letIn(
  context: DoorContext,
  { session, to, login }: { session: string; to: string; login?: string },
): Promise<Answer> {
  const { deps, request, response } = context;
  const before = sessionCookie(deps.publicUrl).read(request);
  if (before !== undefined) await endSession(deps.database, before);
  await handSession(context, session);
  if (login !== undefined) createDoorstep(deps).remember(request, response, login);
  return { to };
}

/** Gives a browser the session that was just begun for it, and notes which browser that is. */
export async function handSession(
  { deps, request, response }: Pick<DoorContext, 'deps' | 'request' | 'response'>,
  session: string,
): Promise<void> {
  const browser = browserInWords(request.get('user-agent'));
  if (browser !== null) await nameSession(deps.database, session, browser);
  sessionCookie(deps.publicUrl, deps.sessionLength.totalMs).set(response, session);
}

export async function signInForm(
  { deps, words, query }: DoorContext,
  form: { login?: string; to: string; fault: SignInForm['fault']; status: number },
): Promise<Answer> {
  const { login = '', to, fault, status } = form;
  const { database, practice, singleSignOn } = deps;
  const isNew = !(await hasSignedIn(database));
  const isLost = textOf(query, 'lost') !== '';
  const shown = { login, to, fault, isLost, practice, isNew, singleSignOn: singleSignOn?.name ?? null };
  return { page: signInPage(words, address('/sign-in', { to }), shown), status };
}

/** Sealed for a cookie, of which browsers keep 4,096 bytes (RFC 6265, 6.1), it has room beside what else is in there. */
const MAX_PATH = 2_000;

/** Where to go afterwards: only within this service, nobody is led elsewhere by signing in, or kept out by a long address. */
export function wantedIn(fields: unknown): string {
  const to = textOf(fields, 'to');
  return isOwnPath(to) && Buffer.byteLength(to) <= MAX_PATH ? to : '/';
}
