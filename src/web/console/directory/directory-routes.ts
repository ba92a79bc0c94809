import type { Router } from 'express';
import { strictRouter } from '../../../platform/strict-router.ts';
import { asUser, sendPage } from '../context.ts';
import type { ConsoleParts } from '../deps.ts';
import { calendarRoutes } from './calendars/calendar-routes.ts';
import { customerRoutes } from './customers/customer-routes.ts';
import { updateRoutes } from './customers/update-routes.ts';
import { countRegistry } from './directory-counts-store.ts';
import { registryPage } from './directory-page.ts';
import { planRoutes } from './plans/plan-routes.ts';
import { seatRoutes } from './seats/seat-routes.ts';

/** The registry: customers and their seats, plans, calendars. Everybody may read it. */
export function registryRoutes(parts: ConsoleParts): Router {
  const { database } = parts;
  const routes = strictRouter();
  routes.get(
    '/registry',
    asUser(parts, null, async (visit, _request, response) => {
      sendPage(response, registryPage(visit, await countRegistry(database)));
    }),
  );
  routes.use('/registry/customers', customerRoutes(parts), updateRoutes(parts), seatRoutes(parts));
  routes.use('/registry/plans', planRoutes(parts));
  routes.use('/registry/calendars', calendarRoutes(parts));
  return routes;
}
