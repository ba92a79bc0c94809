import type { RequestHandler, Router } from 'express';
import { strictRouter } from '../../platform/strict-router.ts';
import { makePage, type SinglePage } from './make-page.ts';

/** `GET /evidence`: the page on which a customer checks a proof file. It is the same for everybody, and tells nothing. */
export function evidencePageRoutes(): Router {
  let page: SinglePage | undefined;
  const routes = strictRouter();
  const show: RequestHandler = (_request, response) => {
    // seldom asked for: a start need not wait for it
    page ??= makePage();
    response
      .set('content-security-policy', `${page.policy}; frame-ancestors 'none'`)
      .set('cache-control', 'no-cache')
      .type('text/html')
      .send(page.html);
  };
  routes.get('/evidence', show);
  return routes;
}
