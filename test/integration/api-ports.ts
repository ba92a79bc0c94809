import express from 'express';
import { apiRoutes } from '../../src/web/api/index.ts';
import { type HealthDeps, healthRoutes } from '../../src/web/health/health-routes.ts';
import { createMetrics, type Metrics } from '../../src/web/health/metrics.ts';
import { createMetricsServer } from '../../src/web/server.ts';
import type { Office } from './api-office.ts';

/** What is served on both ports: to the outside, and to whoever watches. */
export function portsOf(
  { database, deps }: Office,
  change: Partial<HealthDeps> & { metrics?: Metrics } = {},
) {
  const { metrics = createMetrics({ database, now: deps.now, freshMs: 0 }), ...others } = change;
  const health = healthRoutes({
    database,
    queue: { isReachable: async () => true },
    flowsLoaded: () => true,
    isStopping: () => false,
    ...others,
  });
  return {
    outside: express().use(metrics.measure, health).use('/api/v1', apiRoutes(deps)),
    figures: createMetricsServer(health, metrics),
  };
}
