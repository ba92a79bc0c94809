import express, { type Router } from 'express';
import { beginIncomingCall, continueLeg } from '../../domain/calls/begin-call.ts';
import { findCallBySid } from '../../domain/calls/call-store.ts';
import { handleInput } from '../../domain/calls/handle-input.ts';
import { handleMachine } from '../../domain/calls/handle-machine.ts';
import { handleStatus } from '../../domain/calls/handle-status.ts';
import type { Hotline } from '../../domain/calls/hotline.ts';
import { takeTranscription } from '../../domain/recordings/take-transcription.ts';
import { createAdmission } from '../../platform/admission.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import { createFormReader } from '../../telephony/twilio/form-reader.ts';
import { MUSIC } from '../../telephony/twilio/render-twiml.ts';
import { musicTwiml } from '../../telephony/twilio/twiml.ts';
import { type LegEvent, transcriptionForm, voiceForm } from '../../telephony/twilio/voice-form.ts';
import { answerLeg, type SpeakerDeps, sendMarkup, stageOf, standing } from './answer-leg.ts';
import { drillRoutes } from './drill-routes.ts';
import { emergencyRoutes } from './emergency-routes.ts';
import { requireCarrierSignature, type SigningTokens } from './require-signature.ts';
import { takeReport } from './take-report.ts';
import { talkRoutes } from './talk-routes.ts';
import { uuidOf } from './uuid-of.ts';

export interface VoiceDeps extends SpeakerDeps {
  hotline: Hotline;
  publicUrl: string;
  carrier: SigningTokens & { accountSid: string };
}

/** A caller who rings hears "one moment" after this, and rings again by themselves. */
const RING_WAIT_MS = 1_500;

/** The carrier's voice webhooks. Whatever is broken behind them, they answer 200 with TwiML; reports are asked for again. */
export function voiceRoutes(parts: VoiceDeps): Router {
  const { database, runner, now, urls, log, carrier } = parts;
  const transcriptions = createFormReader(transcriptionForm, carrier.accountSid);
  const legs = createFormReader(voiceForm, carrier.accountSid);
  const answering = (work: Parameters<typeof answerLeg>[2]) => answerLeg(parts, legs.of, work);

  const routes = strictRouter();
  routes.use(express.urlencoded({ extended: false, limit: '100kb' }));
  routes.use(requireCarrierSignature(carrier, parts.publicUrl));

  routes.post(
    '/transcription',
    transcriptions.require,
    takeReport(log, async (request) => {
      const heard = transcriptions.of(request);
      await database.transaction((tx) => takeTranscription({ tx, now: now() }, heard));
    }),
  );

  routes.use(talkRoutes(parts));

  routes.use(legs.require);

  routes.use(drillRoutes(parts, legs.of));

  // however many ring at once, half of the connections to the record are for calls under way
  const atOnce = Math.ceil(database.size / 2);
  const inTurn = createAdmission({ atOnce, waitMs: RING_WAIT_MS });
  const begin = ({ sid, from, to, isOutbound }: LegEvent) =>
    isOutbound
      ? findCallBySid(database, sid)
      : inTurn(sid, () => beginIncomingCall(database, runner, { sid, from, to }, now()));

  routes.post(
    ['/incoming', '/fallback'],
    answering(async (event) => standing(await begin(event))),
  );

  routes.post(
    '/leg/:id',
    answering(async ({ sid, isMachine }, { params }) => {
      const id = uuidOf(params.id);
      if (id === null) return standing(null);
      return standing(await continueLeg(database, runner, { id, sid, isMachine }, now()));
    }),
  );

  routes.post(
    '/input/:state',
    answering(async (event, { params, query }) => {
      const { sid: callSid, input } = event;
      const answer = { callSid, state: stateNamed(String(params.state)), visit: Number(query.v), input };
      const call = await handleInput(database, runner, answer, now());
      return call ? { call, isWritten: true } : standing(await begin(event));
    }),
  );

  routes.use(emergencyRoutes(parts, legs.of, () => stageOf(parts, runner.scripts.current)));

  routes.post('/wait', (_request, response) => sendMarkup(response, musicTwiml(urls.audio(MUSIC))));

  routes.post(
    '/machine',
    takeReport(log, async (request) => {
      const leg = uuidOf(request.query.leg);
      if (leg !== null && legs.of(request).isMachine) await handleMachine(database, runner, leg, now());
    }),
  );

  routes.post(
    '/status',
    takeReport(log, async (request) => {
      const { sid, status } = legs.of(request);
      const legId = uuidOf(request.query.leg);
      if (status) await handleStatus(database, runner, { legId, sid, status }, now());
    }),
  );
  return routes;
}

/** A name as flows have it; what is none stands for no state, and reaches no record as it came. */
function stateNamed(text: string): string {
  return /^[a-z0-9-]{1,60}$/.test(text) ? text : 'unknown';
}
