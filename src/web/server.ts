import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { hideSecrets } from '../platform/hide-secrets.ts';
import type { Logger } from '../platform/log.ts';
import { logFailure } from '../platform/log-failure.ts';
import { strictRouter } from '../platform/strict-router.ts';
import { errorStatus } from './error-status.ts';
import type { Metrics } from './health/metrics.ts';

export interface ServerDeps {
  log: Logger;
  publicUrl: string;
  /** who may say where a request comes from: how many proxies, or which networks */
  trustedProxies: number | string[];
  /** recorded prompts and music, by file name; what the first folder lacks is looked for in the next */
  audioFolders: readonly string[];
  voice: Router;
  sms: Router;
  api: Router;
  /** the API for people: its page, and those of its problems */
  apiDocs: Router;
  /** the page on which customers check a proof file */
  evidencePage: Router;
  /** takes the time of every request that passes through */
  measure: RequestHandler;
  health: Router;
  /** what anybody may read of the ledger */
  evidence: Router;
  /** shifts for calendars that cannot sign in */
  calendar: Router;
  console: Router;
  /** without a real carrier: the practice line */
  practice: Router | undefined;
}

/** Everything that is served, in the order in which it is looked for. */
export function createServer(parts: ServerDeps): Express {
  const app = bareApp();
  app.disable('etag');
  app.set('trust proxy', parts.trustedProxies);
  app.use(parts.measure, parts.health);
  // not even a page that leads to the sign-in: whoever has put a proxy before us must see that it is closed
  app.all('/metrics', nothingHere);
  app.use('/twilio/voice', parts.voice);
  app.use('/twilio/sms', parts.sms);
  app.use('/twilio', nothingHere);
  app.use(secureHeaders(parts.publicUrl));
  for (const folder of parts.audioFolders) {
    app.use('/audio', express.static(folder, { index: false, maxAge: '1h' }));
  }
  app.use('/api/v1', parts.api);
  app.use(parts.apiDocs, parts.evidencePage);
  if (parts.practice) app.use('/practice', parts.practice);
  app.use('/calendar', parts.calendar);
  app.use(parts.evidence);
  app.use(parts.console);
  app.use(nothingHere);
  app.use(sayWhatIsWrong(parts.log));
  return app;
}

/** What a process that takes no requests still answers: whether it is well. */
export function createHealthServer(health: Router): Express {
  return bareApp().use(health, nothingHere);
}

/** What whoever watches the service is shown, on a port of its own: whether it is well, and its figures. */
export function createMetricsServer(health: Router, { contentType, write }: Metrics): Express {
  const figures = strictRouter();
  figures.get('/metrics', async (_request, response) => {
    response
      .set('cache-control', 'no-store')
      .type(contentType)
      .send(await write());
  });
  return bareApp().use(health, figures, nothingHere);
}

/** Each path is known in one spelling; see `strictRouter`. */
function bareApp(): Express {
  return express().disable('x-powered-by').enable('case sensitive routing').enable('strict routing');
}

const nothingHere: RequestHandler = (_request, response) => {
  response.status(404).type('text/plain').send('There is nothing here. The front page is at /.\n');
};

/** Pages load nothing from elsewhere. Over plain http, as on a newcomer's machine, browsers must not be sent to https. */
function secureHeaders(publicUrl: string) {
  const encrypted = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'style-src': ["'self'"],
        'font-src': ["'self'"],
        'upgrade-insecure-requests': encrypted ? [] : null,
      },
    },
    strictTransportSecurity: encrypted,
  });
}

const REASONS: Readonly<Record<number, string>> = {
  413: 'That is more than is read here. Please send less at once.',
  500: 'Something is broken here. It has been noted.',
};

/** A malformed request gets its own status and a reason, our own faults a plain sentence; nobody gets a stack trace. */
function sayWhatIsWrong(log: Logger): ErrorRequestHandler {
  return (error: { message?: unknown }, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = errorStatus(error);
    const path = hideSecrets(request.path);
    if (status === 500) logFailure(log, { err: error, path }, 'a request failed');
    const reason = REASONS[status] ?? String(error.message ?? 'refused');
    response.status(status).type('text/plain').send(`${reason}\n`);
  };
}
