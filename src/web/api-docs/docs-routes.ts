import type { RequestHandler, Response, Router } from 'express';
import { strictRouter } from '../../platform/strict-router.ts';
import type { ApiDeps } from '../api/deps.ts';
import { endpoints } from '../api/endpoints.ts';
import { limitApi } from '../api/limit-api.ts';
import { describeApi } from '../api/openapi.ts';
import { PROBLEM_NAMES, type ProblemName, statusOf, titleOf } from '../api/problem.ts';
import { refuseOtherMethods } from '../api/refuse-method.ts';
import { type Html, html } from '../console/html.ts';
import type { ApiDescription } from './api-description.ts';
import { docsPage, framed } from './docs-page.ts';
import { REMEDIES } from './problem-remedies.ts';

/** `/api/docs`, and a page for each `type` that a problem of the API has. Neither tells anything of this installation. */
export function docsRoutes(deps: ApiDeps): Router {
  let page: string | undefined;
  const routes = strictRouter();
  const { requests } = limitApi(deps);
  const readOnly: RequestHandler = refuseOtherMethods(['GET', 'HEAD']);
  routes.all(['/api/docs', '/problems/:name'], requests, readOnly);
  routes.get('/api/docs', (_request, response) => {
    // seldom asked for: a start need not wait for it
    page ??= String(docsPage(describeApi(endpoints(deps)) as unknown as ApiDescription));
    send(response, 200, page);
  });
  routes.get('/problems/:name', ({ params }, response) => {
    const name = PROBLEM_NAMES.find((known) => known === params.name);
    if (name === undefined) send(response, 404, unknownProblem());
    else send(response, 200, problemPage(name));
  });
  return routes;
}

function problemPage(name: ProblemName): Html {
  const title = titleOf(name);
  return framed(
    title,
    html`<h1>${title}</h1><p><code>${name}</code>, status ${statusOf(name)}</p><p>${REMEDIES[name]}</p>${back()}`,
  );
}

function unknownProblem(): Html {
  return framed('No such problem', html`<h1>There is no such problem</h1>${back()}`);
}

function back(): Html {
  return html`<p><a href="/api/docs">The API</a></p>`;
}

function send(response: Response, status: number, page: Html | string): void {
  response.status(status).type('text/html').send(String(page));
}
