import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { HotlineError } from '../../platform/errors.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { accountRoutes } from './account/account-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { boardRoutes } from './board/board-routes.ts';
import { callRoutes } from './calls/call-routes.ts';
import { recordingRoutes } from './calls/recording-routes.ts';
import { asUser, sendHtml } from './context.ts';
import type { ConsoleDeps } from './deps.ts';
import { registryRoutes } from './directory/directory-routes.ts';
import { emergencyRoutes } from './emergencies/emergency-routes.ts';
import { chooseLanguage, languageOf } from './language.ts';
import { notFoundPage, plainMessagePage } from './message-page.ts';
import { privacyRoutes } from './privacy/privacy-routes.ts';
import { figuresRoutes } from './reports/figures-routes.ts';
import { isSameOrigin } from './same-origin.ts';
import { rotaRoutes } from './schedules/schedules-routes.ts';
import { ticketRoutes } from './ticket/ticket-routes.ts';
import { tokenRoutes } from './tokens/token-routes.ts';
import { userRoutes } from './users/user-routes.ts';

const ASSETS = join(import.meta.dirname, 'assets');
const IDIOMORPH = fileURLToPath(import.meta.resolve('idiomorph'));

/** The supervisors' console, to be mounted at the root behind everything else. */
export function consoleRoutes(deps: ConsoleDeps): Router {
  const routes = strictRouter();
  const lost = asUser(deps, null, (context, _request, response) => {
    sendHtml(response, notFoundPage(context), 404);
  });
  routes.use('/assets', assets());
  routes.use(protect, chooseLanguage({ secure: deps.publicUrl.startsWith('https:') }));
  routes.use(express.urlencoded({ extended: false, limit: '100kb' }));
  routes.use(accountRoutes(deps));
  routes.use(boardRoutes(deps), emergencyRoutes(deps), ticketRoutes(deps));
  routes.use(callRoutes(deps), recordingRoutes(deps), figuresRoutes(deps), auditRoutes(deps));
  routes.use(registryRoutes(deps), rotaRoutes(deps), tokenRoutes(deps), userRoutes(deps));
  routes.use(privacyRoutes(deps));
  routes.get('/*nowhere', (request, response, next) => {
    // a person gets a page to go on from, a program its plain answer
    if (request.headers.accept?.includes('text/html')) lost(request, response, next);
    else next();
  });
  routes.use(sayAskAgain);
  return routes;
}

function assets(): Router {
  const routes = strictRouter();
  // asked for anew each time, and answered with "not modified": a new version is seen at once
  const options = { index: false, cacheControl: true, maxAge: 0 } as const;
  routes.get('/idiomorph.js', (_request, response) => {
    response.sendFile(IDIOMORPH);
  });
  routes.use(express.static(ASSETS, options));
  return routes;
}

/** Nothing of the console is kept by a browser or a proxy, and nothing is changed at another page's wish. */
const protect: RequestHandler = (request, response, next) => {
  // with no referrer at all, browsers would not say where a form comes from either
  response.set({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || isSameOrigin(request.headers)) {
    next();
    return;
  }
  const words = languageOf(request);
  sendHtml(response, plainMessagePage(words, '/', words.errors.crossSite, words.errors.crossSiteText), 403);
};

const sayAskAgain: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const code = error instanceof HotlineError ? error.code : null;
  if ((code !== 'database-unavailable' && code !== 'too-busy') || response.headersSent) {
    next(error);
    return;
  }
  const words = languageOf(request);
  response.set('retry-after', '5');
  const { databaseAway, databaseAwayText, busy, busyText } = words.errors;
  const [title, text] = code === 'too-busy' ? [busy, busyText] : [databaseAway, databaseAwayText];
  sendHtml(response, plainMessagePage(words, '/', title, text), 503);
};
