import type { Request, Response } from 'express';
import { houseZone } from '../../domain/paging/house-zone.ts';
import { useSession } from '../../domain/users/session-store.ts';
import { mustEnrol, type Role, type User } from '../../domain/users/user.ts';
import { address } from './address.ts';
import type { ConsoleDeps } from './deps.ts';
import { findNextStep, type NextStep } from './first-steps/next-step.ts';
import { type Format, formatFor } from './format.ts';
import type { Html } from './html.ts';
import { isOwnPath, languageOf } from './language.ts';
import { withPress } from './press.ts';
import { sessionCookie } from './session-cookie.ts';
import type { TitledWords } from './words/index.ts';

/** Somebody who is signed in asks for a page: all that decides how it looks to them. */
export interface ConsoleContext {
  user: User;
  words: TitledWords;
  format: Format;
  now: Date;
  /** the path with its query, to be shown again in another language */
  path: string;
  practice: boolean;
  /** the one page that is open to them until they have done what it asks; null: every page */
  dueFirst: string | null;
  /** what the directory still wants before the first call, told in its views; null: nothing */
  nextStep: NextStep | null;
}

/**
 * Who is not signed in is sent to sign in; who has to choose a password or set up a second factor gets to that page and no
 * other.
 * @returns the context of a user who may go on, or where to go instead; null: a script hears that nobody is signed in
 */
export async function contextOf(
  deps: ConsoleDeps,
  request: Request,
  now: Date,
): Promise<{ context: ConsoleContext } | { turnedTo: string | null }> {
  const session = sessionCookie(deps.publicUrl).read(request);
  const user =
    session === undefined ? null : await useSession(deps.database, session, now, deps.sessionLength);
  if (!user) return { turnedTo: doorFor(request) };
  const due = dueFirst(user, deps.requireTwoFactor);
  if (due !== null && !request.path.startsWith(due) && request.path !== '/sign-out') return { turnedTo: due };
  const spoken = languageOf(request);
  const words = { ...spoken, titles: deps.titles(spoken.language) };
  const format = formatFor(words, await houseZone(deps.database));
  const { practice } = deps;
  const nextStep = due === null ? await findNextStep(deps.database, request, { user, practice }) : null;
  const path = request.originalUrl;
  return { context: { user, words, format, now, path, practice, dueFirst: due, nextStep } };
}

/** Whether a browser is that of a user to whom every page is open; for what is served beside the console. */
export async function isSignedIn(
  {
    database,
    publicUrl,
    now,
    requireTwoFactor,
    sessionLength,
  }: Pick<ConsoleDeps, 'database' | 'publicUrl' | 'now' | 'requireTwoFactor' | 'sessionLength'>,
  request: Request,
): Promise<boolean> {
  const session = sessionCookie(publicUrl).read(request);
  const user = session === undefined ? null : await useSession(database, session, now(), sessionLength);
  return user !== null && dueFirst(user, requireTwoFactor) === null;
}

/** Where somebody has to go before anything else; null: nowhere. */
function dueFirst(user: User, requireTwoFactor: readonly Role[]): string | null {
  if (user.mustChangePassword) return '/password';
  return mustEnrol(user, requireTwoFactor) ? '/two-factor' : null;
}

/** A person is led to the door, and back from there; null: a script, which hears it. */
function doorFor(request: Request): string | null {
  if (request.accepts(['html', 'text/event-stream']) === 'text/event-stream') return null;
  if (request.method === 'GET')
    return address('/sign-in', { to: request.path === '/' ? null : request.originalUrl });
  if (request.path === '/sign-out') return address('/sign-in');
  return address('/sign-in', { to: formPage(request), lost: 'yes' });
}

/** The page that a form stood on, without what was done there before; null: its browser does not say, or it is the first one. */
export function formPage(request: Request): string | null {
  const from = request.get('referer') ?? '';
  const page = URL.canParse(from) ? new URL(from) : null;
  if (!page || page.host !== request.headers.host || !isOwnPath(page.pathname)) return null;
  page.searchParams.delete('done');
  const path = page.pathname + page.search;
  return path === '/' ? null : path;
}

export function sendHtml(response: Response, page: Html, status = 200): void {
  response
    .status(status)
    .type('html')
    .send(withPress(String(page)));
}
