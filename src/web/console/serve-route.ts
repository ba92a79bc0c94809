import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Response } from 'express';
import { may } from '../../domain/users/user.ts';
import type { Logger } from '../../platform/log.ts';
import { isKeepable } from '../keepable.ts';
import { contextOf, sendHtml } from './context.ts';
import type { ConsoleDeps } from './deps.ts';
import { languageOf } from './language.ts';
import type { LiveViews } from './live-views.ts';
import { doneBeforePage, turnedAwayPage } from './message-page.ts';
import { actOnce } from './press.ts';
import {
  ANSWERED,
  type Answer,
  type DoorContext,
  type DoorRoute,
  type Handler,
  type Route,
  type RouteContext,
  type UserRoute,
} from './route.ts';
import { forbidden, notFound, TurnedAway } from './turned-away.ts';

/**
 * Serves a row of the table: only users who may get to its handler, and whatever is not there, or not theirs, is said here.
 */
export function serveRoute(route: Route, deps: ConsoleDeps, live: LiveViews): RequestHandler {
  return async (request, response, next) => {
    const { query, body } = request;
    // no path of the table has a wildcard, whose value would be a list
    const params = request.params as Record<string, string>;
    const said = { params, query, body, words: languageOf(request), now: deps.now() };
    const door: DoorContext = { deps, live, ...said, request, response };
    const answer = route.right === 'nobody' ? await atDoor(route, door) : await inside(route, door);
    if (answer === null) next();
    else await send(answer, response, deps.log);
  };
}

/** Null: there is nothing here, for whoever asks. */
function atDoor(route: DoorRoute, door: DoorContext): Promise<Answer | null> {
  // what a link says that opens nothing, its handler knows
  return answerOf(
    () => route.handle(door),
    () => null,
  );
}

async function inside({ right, handle }: UserRoute, door: DoorContext): Promise<Answer> {
  const entered = await contextOf(door.deps, door.request, door.now);
  if ('turnedTo' in entered) {
    if (entered.turnedTo !== null) return { to: entered.turnedTo };
    door.response.status(401).end();
    return ANSWERED;
  }
  const context: RouteContext = { ...door, ...entered.context };
  return answerOf(
    () => {
      if (right !== null && !may(context.user, right)) forbidden();
      return namesSomething(context) ? handleOnce(handle, context) : notFound();
    },
    (because) => ({
      page: turnedAwayPage(context, because, door.request.method === 'POST'),
      status: because === 'forbidden' ? 403 : 404,
    }),
  );
}

async function handleOnce(handle: Handler, context: RouteContext): Promise<Answer> {
  const answer = await actOnce(context, (database) =>
    handle({ ...context, deps: { ...context.deps, database } }),
  );
  return answer === 'done-before' ? { page: doneBeforePage(context) } : answer;
}

/** What cannot be kept is the name of nothing, and no question to the record. */
function namesSomething({ params }: RouteContext): boolean {
  // what is in no table has a list of parts
  return Object.values(params).flat().every(isKeepable);
}

async function answerOf<Refused>(
  handle: () => Promise<Answer> | Answer,
  refuse: (because: TurnedAway['because']) => Refused,
): Promise<Answer | Refused> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof TurnedAway) return refuse(error.because);
    throw error;
  }
}

async function send(answer: Answer, response: Response, log: Logger): Promise<void> {
  if (answer === ANSWERED) return;
  if ('to' in answer) response.redirect(303, answer.to);
  else if ('page' in answer) sendHtml(response, answer.page, answer.status);
  else {
    const { name, type, body } = answer.file;
    response.attachment(name).type(type);
    if (typeof body === 'string') response.send(body);
    else {
      await pipeline(Readable.from(body), response).catch((error: NodeJS.ErrnoException) => {
        // whoever asked has gone away: there is nobody to tell
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
          log.error(
            { err: error, file: name },
            'an export broke off, so the file is incomplete: err has the cause',
          );
      });
    }
  }
}
