import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import type { ConsoleDeps } from '../deps.ts';
import { engineerRoutes } from './engineer-routes.ts';
import { handBackRoutes } from './hand-back-routes.ts';
import { layerRoutes } from './layer-routes.ts';
import { policyRoutes } from './policy-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';

/** The half of the registry about those who answer: engineers, who of them is on call when, and who is paged in what order. */
export function rotaRoutes(deps: ConsoleDeps): Router {
  return strictRouter().use(
    handBackRoutes(deps),
    engineerRoutes(deps),
    scheduleRoutes(deps),
    layerRoutes(deps),
    policyRoutes(deps),
  );
}
