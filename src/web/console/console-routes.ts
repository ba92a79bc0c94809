import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { HotlineError } from '../../platform/errors.ts';
import { hideSecrets, LINKS } from '../../platform/hide-secrets.ts';
import type { Logger } from '../../platform/log.ts';
import { logFailure } from '../../platform/log-failure.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { errorStatus } from '../error-status.ts';
import { isKeepable } from '../keepable.ts';
import { limitSignIns } from './account/limit-sign-ins.ts';
import { CONSOLE_TABLE } from './console-table.ts';
import { formPage, sendHtml } from './context.ts';
import type { ConsoleDeps } from './deps.ts';
import { chooseLanguage, languageOf } from './language.ts';
import { createLiveViews } from './live-views.ts';
import { plainMessagePage, untakenPage } from './message-page.ts';
import { get } from './route.ts';
import { isSameOrigin } from './same-origin.ts';
import { serveRoute } from './serve-route.ts';
import { notFound } from './turned-away.ts';
import type { Words } from './words/index.ts';

const ASSETS = join(import.meta.dirname, 'assets');
const IDIOMORPH = fileURLToPath(import.meta.resolve('idiomorph'));

/** What is not in the table is no view. */
const NOWHERE = get('/*nowhere', null, notFound);

/**
 * Behind the page of a link: a slash too many, or a press that was cut off, whose address a phone loads anew. Nobody has to sign
 * in there, and the secret belongs in no other address.
 */
const BEHIND_LINKS = LINKS.map((kind) => `/${kind}/:secret/{*behind}`);

/** The supervisors' console, to be mounted at the root behind everything else. */
export function consoleRoutes(deps: ConsoleDeps): Router {
  const routes = strictRouter();
  const live = createLiveViews(deps);
  const limit = limitSignIns(deps);
  const lost = serveRoute(NOWHERE, deps, live);
  routes.use('/assets', assets());
  routes.use(protect, chooseLanguage({ secure: deps.publicUrl.startsWith('https:') }));
  routes.use(express.urlencoded({ extended: false, limit: '100kb' }));
  for (const route of CONSOLE_TABLE) {
    if (route.right === 'nobody' && route.isTry) routes[route.method](route.path, limit);
    routes[route.method](route.path, serveRoute(route, deps, live));
  }
  routes.get(BEHIND_LINKS, ({ path, params }, response, next) => {
    if (!isKeepable(String(params.secret))) return next();
    response.redirect(303, path.split('/', 3).join('/'));
  });
  routes.get(NOWHERE.path, (request, response, next) => {
    if (isReading(request)) return lost(request, response, next);
    next();
  });
  routes.use(sayWhatIsWrong(deps.log));
  return routes;
}

function assets(): Router {
  const routes = strictRouter();
  // asked for anew each time, and answered with "not modified": a new version is seen at once
  const options = { index: false, cacheControl: true, maxAge: 0, setHeaders: letWorkerServe } as const;
  routes.get('/idiomorph.js', (_request, response) => {
    response.sendFile(IDIOMORPH);
  });
  routes.use(express.static(ASSETS, options));
  return routes;
}

/** The worker of the app lies with the assets, and serves the app: https://www.w3.org/TR/service-workers/#service-worker-allowed */
function letWorkerServe(response: Response, path: string): void {
  if (basename(path) === 'app-worker.js') response.set('service-worker-allowed', '/mine');
}

/** Nothing of the console is kept by a browser or a proxy, and nothing is changed at another page's wish. */
const protect: RequestHandler = (request, response, next) => {
  // with no referrer at all, browsers would not say where a form comes from either
  response.set({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (reads || isSameOrigin(request.headers) || isByLink(request)) {
    next();
    return;
  }
  const { crossSite, crossSiteText } = languageOf(request).errors;
  sendMessage(request, response, { status: 403, title: crossSite, text: crossSiteText });
};

/**
 * Pages behind the link in a page send no referrer, and so, where the connection is not trusted, say nothing of where a form
 * comes from. They need not: whoever sends it knows the link, and no cookie adds to what it may do.
 */
function isByLink({ headers, path }: Request): boolean {
  return headers['sec-fetch-site'] === undefined && path.startsWith('/p/');
}

/** What could not be done is said in a page; a program gets its plain answer. */
function sayWhatIsWrong(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const message = response.headersSent ? null : messageOf(error, languageOf(request));
    if (message === null || (message.status !== 503 && !isReading(request))) {
      next(error);
      return;
    }
    if (message.status === 503) response.set('retry-after', '5');
    if (message.status === 500)
      logFailure(log, { err: error, path: hideSecrets(request.path) }, 'a request failed');
    sendMessage(request, response, message);
  };
}

interface Message {
  status: number;
  title: string;
  text: string;
}

/** Null: it is malformed, and no page of ours sends it. */
function messageOf(error: unknown, { errors }: Words): Message | null {
  const code = error instanceof HotlineError ? error.code : null;
  if (code === 'too-busy') return { status: 503, title: errors.busy, text: errors.busyText };
  if (code === 'database-unavailable')
    return { status: 503, title: errors.databaseAway, text: errors.databaseAwayText };
  const status = errorStatus(error);
  if (status === 413) return { status, title: errors.tooLong, text: errors.tooLongText };
  return status === 500 ? { status, title: errors.broken, text: errors.brokenText } : null;
}

function sendMessage(request: Request, response: Response, { status, title, text }: Message): void {
  const words = languageOf(request);
  const page =
    request.method === 'POST'
      ? untakenPage(words, title, text, formPage(request))
      : plainMessagePage(words, '/', title, text);
  sendHtml(response, page, status);
}

/** A person gets a page to go on from, a program its plain answer. */
function isReading({ headers }: Request): boolean {
  return headers.accept?.includes('text/html') === true;
}
