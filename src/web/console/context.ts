import type { Request, RequestHandler, Response } from 'express';
import { houseZone } from '../../domain/paging/house-zone.ts';
import { useSession } from '../../domain/users/session-store.ts';
import { may, mustEnrol, type Right, type Role, type User } from '../../domain/users/user.ts';
import type { ConsoleDeps } from './deps.ts';
import { type Format, formatFor } from './format.ts';
import type { Html } from './html.ts';
import { languageOf, pathWith } from './language.ts';
import { forbiddenPage } from './message-page.ts';
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
}

export type Serve = (context: ConsoleContext, request: Request, response: Response) => Promise<void> | void;

/**
 * Serves only users, and only those whose role includes what is asked. Who is not signed in is sent to sign in; who has
 * to choose a password or set up a second factor gets to that page and no other.
 * @param right null: every user
 */
export function asUser(deps: ConsoleDeps, right: Right | null, serve: Serve): RequestHandler {
  const cookie = sessionCookie(deps.publicUrl);
  return async (request, response) => {
    const now = deps.now();
    const session = cookie.read(request);
    const user = session === undefined ? null : await useSession(deps.database, session, now);
    if (!user) {
      turnAway(request, response);
      return;
    }
    const due = dueFirst(user, deps.requireTwoFactor);
    if (due !== null && !request.path.startsWith(due) && request.path !== '/sign-out') {
      response.redirect(303, due);
      return;
    }
    const context = await visitOf(deps, user, request, now);
    if (right !== null && !may(user, right)) sendHtml(response, forbiddenPage(context), 403);
    else await serve(context, request, response);
  };
}

/** Whether a browser is that of a user to whom every page is open; for what is served beside the console. */
export async function isSignedIn(
  {
    database,
    publicUrl,
    now,
    requireTwoFactor,
  }: Pick<ConsoleDeps, 'database' | 'publicUrl' | 'now' | 'requireTwoFactor'>,
  request: Request,
): Promise<boolean> {
  const session = sessionCookie(publicUrl).read(request);
  const user = session === undefined ? null : await useSession(database, session, now());
  return user !== null && dueFirst(user, requireTwoFactor) === null;
}

/** Where somebody has to go before anything else; null: nowhere. */
function dueFirst(user: User, requireTwoFactor: readonly Role[]): string | null {
  if (user.mustChangePassword) return '/password';
  return mustEnrol(user, requireTwoFactor) ? '/two-factor' : null;
}

/** A script hears that nobody is signed in, a person is led to the door. */
function turnAway(request: Request, response: Response): void {
  if (request.accepts(['html', 'text/event-stream']) === 'text/event-stream') {
    response.status(401).end();
    return;
  }
  const wanted = request.method === 'GET' && request.path !== '/' ? request.originalUrl : null;
  response.redirect(303, pathWith('/sign-in', wanted === null ? {} : { to: wanted }));
}

async function visitOf(
  deps: Pick<ConsoleDeps, 'database' | 'practice' | 'requireTwoFactor' | 'titles'>,
  user: User,
  request: Request,
  now: Date,
): Promise<ConsoleContext> {
  const spoken = languageOf(request);
  const words = { ...spoken, titles: deps.titles(spoken.language) };
  const format = formatFor(words, await houseZone(deps.database));
  return {
    user,
    words,
    format,
    now,
    path: request.originalUrl,
    practice: deps.practice,
    dueFirst: dueFirst(user, deps.requireTwoFactor),
  };
}

export function sendHtml(response: Response, page: Html, status = 200): void {
  response.status(status).type('html').send(String(page));
}
