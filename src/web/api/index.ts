import type { Router } from 'express';
import { strictRouter } from '../../platform/strict-router.ts';
import type { ApiDeps } from './deps.ts';
import { routeOf, serve } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { limitApi } from './limit-api.ts';
import { logRequests } from './log-requests.ts';
import { describeApi } from './openapi.ts';
import { readJson } from './read-json.ts';
import { methodsByRoute, refuseOtherMethods } from './refuse-method.ts';
import { requireJson } from './require-json.ts';
import { requireScope, requireToken } from './require-token.ts';
import { answerErrors, refuseUnknown } from './send-problem.ts';

/** The operator's API, to be mounted at /api/v1. */
export function apiRoutes(deps: ApiDeps): Router {
  const calls = endpoints(deps);
  let description: ReturnType<typeof describeApi> | undefined;
  const routes = strictRouter();
  routes.use(logRequests(deps.log));
  const { requests, refusals } = limitApi(deps);
  routes.get('/openapi.json', requests, (_request, response) => {
    // hardly anybody asks, and a start need not wait for it
    description ??= describeApi(calls);
    response.json(description);
  });
  routes.all('/openapi.json', requests, refuseOtherMethods(['GET', 'HEAD']));
  routes.use(...requireToken(deps, [refusals, requests]), requests);
  routes.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  for (const [route, methods] of methodsByRoute(calls)) routes.all(route, refuseOtherMethods(methods));
  routes.use(requireJson, readJson);
  for (const call of calls) routes[call.method](routeOf(call), requireScope(call.scope), serve(call));
  routes.use(refuseUnknown);
  routes.use(answerErrors(deps.log));
  return routes;
}
