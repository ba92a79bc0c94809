import { Router } from 'express';
import type { Database } from '../db/database.ts';
import type { Metrics } from './metrics.ts';

export interface HealthParts {
  database: Database;
  queue: { isReachable(): Promise<boolean> };
  flowsLoaded: () => boolean;
  /** it is about to end: no more requests, please */
  isStopping: () => boolean;
  metrics: Metrics;
}

/** Whoever asks gives up soon: a part that has not answered by then is not ready. */
const PATIENCE_MS = 1_000;

/**
 * Alive, ready to take calls, and figures for Prometheus. Mounted at the root and before everything else: it takes the
 * time of the requests that pass through it.
 */
export function healthRoutes({ database, queue, flowsLoaded, isStopping, metrics }: HealthParts): Router {
  const routes = Router();
  routes.use(metrics.measure);
  routes.use((_request, response, next) => {
    // a connection that is kept open would bring its next request to a process that is ending
    if (isStopping()) response.set('connection', 'close');
    next();
  });

  routes.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });

  routes.get('/readyz', async (_request, response) => {
    const [databaseIsReady, queueIsReady] = await Promise.all([
      answersInTime(async () => (await database.query('select 1')).length === 1),
      answersInTime(() => queue.isReachable()),
    ]);
    const parts = { database: databaseIsReady, queue: queueIsReady, flow: flowsLoaded() };
    // without the queue calls are taken all the same, and the sweep does what is due: taking the service away would harm
    const ready = parts.database && parts.flow && !isStopping();
    const words = Object.entries(parts).map(([part, isReady]) => [part, isReady ? 'ready' : 'not ready']);
    response
      .status(ready ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({
        status: ready ? 'ready' : isStopping() ? 'stopping' : 'not ready',
        parts: Object.fromEntries(words),
      });
  });

  routes.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.write());
  });
  return routes;
}

async function answersInTime(check: () => Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), PATIENCE_MS);
  try {
    return await Promise.race([check(), late.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
