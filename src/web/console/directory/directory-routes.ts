import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, sendHtml } from '../context.ts';
import type { ConsoleDeps } from '../deps.ts';
import { calendarRoutes } from './calendars/calendar-routes.ts';
import { customerRoutes } from './customers/customer-routes.ts';
import { updateRoutes } from './customers/update-routes.ts';
import { countRegistry } from './directory-counts-store.ts';
import { registryPage } from './directory-page.ts';
import { planRoutes } from './plans/plan-routes.ts';
import { seatRoutes } from './seats/seat-routes.ts';

/** The registry: customers and their seats, plans, calendars. Everybody may read it. */
export function registryRoutes(deps: ConsoleDeps): Router {
  const { database } = deps;
  const routes = strictRouter();
  routes.get(
    '/registry',
    asUser(deps, null, async (context, _request, response) => {
      sendHtml(response, registryPage(context, await countRegistry(database)));
    }),
  );
  routes.use('/registry/customers', customerRoutes(deps), updateRoutes(deps), seatRoutes(deps));
  routes.use('/registry/plans', planRoutes(deps));
  routes.use('/registry/calendars', calendarRoutes(deps));
  return routes;
}
