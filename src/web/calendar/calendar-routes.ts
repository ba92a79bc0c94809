import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import { type FeedContent, readCalendarFeed } from '../../domain/calendar-feeds/read-calendar-feed.ts';
import type { Database } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/log.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { wordsOf } from '../console/words/index.ts';
import { isHeadOnly } from '../is-head-only.ts';
import { limitRequests } from '../limit-requests.ts';

/** Calendars ask some times an hour; many may share a source. */
const PER_MINUTE = 60;

export interface CalendarDeps {
  database: Database;
  now: () => Date;
  log: Logger;
}

/**
 * Shifts for calendars, to be mounted at /calendar: whoever has the secret in the address reads them, and nothing else.
 * Every other address is one that there is nothing at.
 */
export function calendarRoutes({ database, now, log }: CalendarDeps): Router {
  const routes = strictRouter();
  routes.use(limitRequests({ perMinute: PER_MINUTE, log, refuse: sayTooMany }));
  routes.all('/:secret.ics', sayToRead);
  routes.get('/:secret.ics', async (request, response) => {
    const secret = String(request.params.secret);
    const wordsIn = (language: string) => wordsOf(language).feeds.calendar;
    const at = now();
    const content = await database.transaction((tx) =>
      readCalendarFeed({ tx, now: at }, secret, wordsIn, !isHeadOnly(request)),
    );
    // asked for anew each time: an address that was revoked shows nothing from then on
    response.set({
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    if (content) sendFeed(request, response, content);
    else sayNothingHere(response);
  });
  routes.use((_request, response) => sayNothingHere(response));
  routes.use(sayLater);
  return routes;
}

/** A calendar keeps what it has, and comes again. */
const sayLater: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const isAway = error instanceof HotlineError && error.code === 'database-unavailable';
  if (!isAway || response.headersSent) next(error);
  else
    response.status(503).set('retry-after', '60').type('text/plain').send('Please come again in a minute.\n');
};

function sendFeed(request: Request, response: Response, { body, hash, changedAt }: FeedContent): void {
  response.set({ etag: `"${hash}"`, 'last-modified': changedAt.toUTCString() });
  if (isKnown(request, hash, changedAt)) {
    response.status(304).end();
    return;
  }
  response.set('content-disposition', 'inline; filename="on-call.ics"').type('text/calendar').send(body);
}

/** Whether who asks has it already (RFC 9110, 13.2.2: what it is goes before when it was). */
function isKnown(request: Request, hash: string, changedAt: Date): boolean {
  const tags = request.headers['if-none-match'];
  if (tags !== undefined)
    return tags.split(',').some((tag) => ['*', `"${hash}"`].includes(tag.trim().replace(/^W\//, '')));
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return Math.floor(changedAt.getTime() / 1_000) * 1_000 <= since;
}

/** Some calendars try first whether they could write here: that is no sign that the address is gone. */
const sayToRead: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') next();
  else
    response
      .status(405)
      .set('allow', 'GET, HEAD')
      .type('text/plain')
      .send('A calendar here can be read, and not changed.\n');
};

function sayNothingHere(response: Response): void {
  response
    .status(404)
    .type('text/plain')
    .send('There is no calendar here, or no more. Its owner can make a new address in the console.\n');
}

const sayTooMany: RequestHandler = (_request, response) => {
  response.type('text/plain').send('Too many requests. Please come again in a minute.\n');
};
