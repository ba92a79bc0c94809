import type { Request, RequestHandler, Router } from 'express';
import type { Hotline } from '../../domain/calls/hotline.ts';
import { DRILL_DIGITS } from '../../domain/drill/drill.ts';
import { findDrillDigits, noteDrillRang } from '../../domain/drill/drill-store.ts';
import { isDrill } from '../../domain/drill/is-drill.ts';
import { takeDrillKeys } from '../../domain/drill/take-keys.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { logFailure } from '../../platform/log-failure.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { hearDrillTwiml, keyDrillTwiml } from '../../telephony/twilio/drill-twiml.ts';
import { hangUpTwiml } from '../../telephony/twilio/twiml.ts';
import type { LegEvent } from '../../telephony/twilio/voice-form.ts';
import type { Urls } from '../../telephony/twilio/webhook-urls.ts';
import { sendMarkup } from './answer-leg.ts';
import { uuidOf } from './uuid-of.ts';

export interface DrillDeps {
  database: Database;
  hotline: Hotline;
  urls: Urls;
  now: () => Date;
  log: Logger;
}

/**
 * Both ends of a call of ours to ourselves. Nobody else calls from its number: whatever rings from there is no caller's, opens
 * nothing, and is put through to nobody, whatever is broken.
 */
export function drillRoutes(deps: DrillDeps, eventOf: (request: Request) => LegEvent): Router {
  const { database, hotline, urls, now } = deps;
  const routes = strictRouter();

  routes.post(
    ['/incoming', '/fallback'],
    (request, _response, next) => {
      const { isOutbound, from } = eventOf(request);
      next(isOutbound || !isDrill(from, hotline.number, [hotline.drillNumber]) ? 'router' : undefined);
    },
    answering(deps, async ({ path }) => {
      const id = path === '/incoming' ? await noteDrillRang(database, now()) : null;
      return id === null ? null : hearDrillTwiml(urls.drillKeys(id), DRILL_DIGITS);
    }),
  );

  routes.post(
    '/drill/:id',
    answering(deps, async ({ params }) => {
      const id = uuidOf(params.id);
      const digits = id === null ? null : await findDrillDigits(database, id);
      return digits === null ? null : keyDrillTwiml(digits);
    }),
  );

  routes.post(
    '/drill/:id/keys',
    answering(deps, async (request) => {
      const id = uuidOf(request.params.id);
      const { input } = eventOf(request);
      if (id !== null && input.kind === 'digits')
        await database.transaction((tx) => takeDrillKeys({ tx, hotline, now: now() }, id, input.digits));
      return null;
    }),
  );

  return routes;
}

/** @param markup null: the leg is over */
function answering({ log }: DrillDeps, markup: (request: Request) => Promise<string | null>): RequestHandler {
  return async (request, response) => {
    const answer = await markup(request).catch((err: unknown) => {
      logFailure(log, { err }, 'a drill was cut short: its step failed');
      return null;
    });
    sendMarkup(response, answer ?? hangUpTwiml());
  };
}
