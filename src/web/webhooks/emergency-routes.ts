import type { Request, Router } from 'express';
import type { Hotline } from '../../domain/calls/hotline.ts';
import { keepMessage } from '../../domain/ticket-operations/attach-voicemail.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { offerMessage, takeLeave } from '../../telephony/twilio/apology-twiml.ts';
import type { Stage } from '../../telephony/twilio/render-twiml.ts';
import { hangUpTwiml } from '../../telephony/twilio/twiml.ts';
import type { LegEvent } from '../../telephony/twilio/voice-form.ts';
import { WAYS_OUT } from '../../telephony/twilio/webhook-urls.ts';
import { sendMarkup } from './answer-leg.ts';

export interface EmergencyDeps {
  database: Database;
  hotline: Hotline;
  now: () => Date;
  log: Logger;
}

/** Where callers go on that we could not serve. Nothing here needs the database: it is for when that is away. */
export function emergencyRoutes(
  { database, hotline, now, log }: EmergencyDeps,
  eventOf: (request: Request) => LegEvent,
  stage: () => Stage,
): Router {
  const routes = strictRouter();

  routes.post('/emergency/after-dial', (request, response) => {
    const { hasTalked } = eventOf(request);
    sendMarkup(response, hasTalked ? hangUpTwiml() : offerMessage(stage(), WAYS_OUT));
  });

  routes.post('/emergency/message', async (request, response) => {
    const { sid: callSid, from, to, input } = eventOf(request);
    if (input.kind === 'recording') {
      const { sid: recording, seconds } = input;
      await keepMessage(database, hotline, { callSid, from, to, recording, seconds }, now()).catch(
        (error: unknown) =>
          log.error(
            { err: error, callSid, recording },
            'a caller left a message at the carrier and nobody could be notified: please listen to it there',
          ),
      );
    }
    sendMarkup(response, takeLeave(stage(), 'message-saved'));
  });

  return routes;
}
