import type { RequestHandler, Response, Router } from 'express';
import { saysYesWithin } from '../../platform/answer-within.ts';
import type { Db } from '../../platform/db/database.ts';
import { ping } from '../../platform/db/ping.ts';
import { isFromHere } from '../../platform/is-from-here.ts';
import { keepFresh } from '../../platform/keep-fresh.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { VERSION } from '../../platform/version.ts';

export interface HealthDeps {
  /** not the callers' connections: whoever asks how we are must not keep them waiting, nor wait behind them */
  database: Db;
  /** as it was seen last: rows are written now and then, and not for whoever asks; left out: it does */
  takesWrites?: () => boolean;
  queue: { isReachable(): Promise<boolean> };
  flowsLoaded: () => boolean;
  /** it is about to end: no more requests, please */
  isStopping: () => boolean;
}

/** Whoever asks gives up soon: a part that has not answered by then is not ready. */
const TIMEOUT_MS = 1_000;
/** However many ask, each part is looked at once in so long, and never again before it has answered. */
const FRESH_MS = 1_000;

/**
 * Alive (`/healthz`: the event loop runs), open to calls (`/callz`: they are answered, if only by an apology and a person) and
 * ready to take them (`/readyz`: everything that takes is there). Mounted at the root and before everything else.
 */
export function healthRoutes({
  database,
  takesWrites = () => true,
  queue,
  flowsLoaded,
  isStopping,
}: HealthDeps): Router {
  const databaseAnswers = keepFresh(() => ping(database), FRESH_MS);
  const queueAnswers = keepFresh(() => queue.isReachable(), FRESH_MS);
  const since = startedAt();
  const routes = strictRouter();
  routes.use(sayGoodbye(isStopping));

  routes.get('/healthz', (request, response) => {
    // which faults a version has is known: `doctor` asks from this machine, and nobody else needs to know it
    const identity = isFromHere(request) ? { version: VERSION, since } : {};
    response.set('cache-control', 'no-store').json({ status: 'alive', ...identity });
  });

  // asks nothing else: a process without a database still puts callers through
  routes.get('/callz', (_request, response) => {
    const isOpen = flowsLoaded() && !isStopping();
    const status = isOpen ? 'open' : isStopping() ? 'stopping' : 'not ready';
    response
      .status(isOpen ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status });
  });

  routes.get('/readyz', async (_request, response) => {
    const [databaseIsReady, queueIsReady] = await Promise.all([
      saysYesWithin(TIMEOUT_MS, databaseAnswers),
      saysYesWithin(TIMEOUT_MS, queueAnswers),
    ]);
    const parts = { database: databaseIsReady, queue: queueIsReady, flow: flowsLoaded() };
    // without the queue calls are taken all the same, and the sweep does what is due: taking the service away would harm
    const ready = parts.database && takesWrites() && parts.flow && !isStopping();
    const words = Object.entries(parts).map(([part, isReady]) => [part, isReady ? 'ready' : 'not ready']);
    if (parts.database && !takesWrites()) words.push(['database', 'takes no writes']);
    sendReadiness(response, ready ? 'ready' : isStopping() ? 'stopping' : 'not ready', words);
  });
  return routes;
}

/** When this process began. */
function startedAt(): string {
  return new Date(Math.round(performance.timeOrigin)).toISOString();
}

/** A connection that is kept open would bring its next request to a process that is ending. */
function sayGoodbye(isStopping: () => boolean): RequestHandler {
  return (_request, response, next) => {
    if (isStopping()) response.set('connection', 'close');
    next();
  };
}

function sendReadiness(response: Response, status: string, words: string[][]): void {
  response
    .status(status === 'ready' ? 200 : 503)
    .set('cache-control', 'no-store')
    .json({ status, parts: Object.fromEntries(words) });
}
