import express, { type Request, type Response, type Router } from 'express';
import { beginIncomingCall, continueLeg } from '../../domain/calls/begin-call.ts';
import type { Call, CallStatus } from '../../domain/calls/call.ts';
import { findCallBySid } from '../../domain/calls/call-store.ts';
import { handleInput } from '../../domain/calls/handle-input.ts';
import { handleMachine, isMachine } from '../../domain/calls/handle-machine.ts';
import { handleStatus } from '../../domain/calls/handle-status.ts';
import type { Hotline } from '../../domain/calls/hotline.ts';
import { flowOf, type Runner } from '../../domain/calls/run-flow.ts';
import type { Script } from '../../domain/flow/script.ts';
import {
  addFailure,
  hasWaitedEnough,
  readTrouble,
  type Trouble,
  writeTrouble,
} from '../../domain/flow/trouble.ts';
import type { Input } from '../../domain/flow/visit.ts';
import { takeTranscription } from '../../domain/recordings/take-transcription.ts';
import { keepMessage } from '../../domain/ticket-operations/attach-voicemail.ts';
import type { Database } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/log.ts';
import { logFailure } from '../../platform/log-failure.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import {
  apologise,
  askToWait,
  offerMessage,
  takeLeave,
  type WaysOut,
} from '../../telephony/twilio/apology-twiml.ts';
import { MUSIC, render, type Stage } from '../../telephony/twilio/render-twiml.ts';
import { VoiceResponse } from '../../telephony/twilio/twiml.ts';
import {
  formOf,
  requireForm,
  transcriptionForm,
  type VoiceForm,
  voiceForm,
} from '../../telephony/twilio/webhook-form.ts';
import type { Urls } from '../../telephony/twilio/webhook-urls.ts';
import { requireCarrierSignature, type SigningTokens } from './require-signature.ts';
import { takeReport } from './take-report.ts';

export interface VoiceParts {
  database: Database;
  hotline: Hotline;
  runner: Runner;
  urls: Urls;
  now: () => Date;
  log: Logger;
  publicUrl: string;
  carrier: SigningTokens & { accountSid: string };
  /** whether the carrier is to write down what recordings say */
  asksForTranscripts: boolean;
  /** where callers are put through when we can't serve them; known without the database */
  emergencyNumber: () => string | null;
}

/** These two need no database: they are for when it is away. */
const WAYS_OUT: WaysOut = {
  afterDial: '/twilio/voice/emergency/after-dial',
  afterMessage: '/twilio/voice/emergency/message',
};

/** How a dialled leg ends that a person has talked on. */
const TALKED = ['completed', 'answered'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The carrier's voice webhooks. Whatever is broken behind them, they answer 200 with TwiML; reports are asked for again. */
export function voiceRoutes(parts: VoiceParts): Router {
  const { database, runner, now, urls } = parts;
  const stageOf = ({ prompts }: Script, trouble: Trouble | null = null): Stage => ({
    prompts,
    inputUrl: (state, visit) => writeTrouble(urls.input(state, visit), trouble),
    audioUrl: urls.audio,
    waitUrl: urls.wait,
    transcriptionUrl: parts.asksForTranscripts ? urls.transcription : undefined,
  });
  /** for words that belong to no leg */
  const stage = () => stageOf(runner.scripts.current);
  /** @param trouble what the leg has been through, as long as nothing has been written since */
  const speak = async (call: Call, trouble: Trouble | null): Promise<string> => {
    const script = await runner.scripts.of(database, call.visit);
    return render(flowOf(script, call.visit), call.visit, stageOf(script, trouble));
  };
  const routes = strictRouter();
  routes.use(express.urlencoded({ extended: false, limit: '100kb' }));
  routes.use(requireCarrierSignature(parts.carrier, parts.publicUrl));

  routes.post(
    '/transcription',
    requireForm(transcriptionForm, parts.carrier.accountSid, { mayHoldAnything: true }),
    takeReport(parts.log, async (request) => {
      const form = formOf(transcriptionForm, request);
      const { TranscriptionSid: sid, RecordingSid: recording } = form;
      const text = form.TranscriptionStatus === 'completed' ? form.TranscriptionText : null;
      await database.transaction((tx) => takeTranscription(tx, { sid, recording, text }, now()));
    }),
  );

  routes.use(requireForm(voiceForm, parts.carrier.accountSid));

  const answer = async ({ call, isWritten }: Step, trouble: Trouble | null): Promise<string> =>
    call ? speak(call, isWritten ? null : trouble) : hangUp();
  const tellOfFailure = (err: unknown, { CallSid: callSid }: VoiceForm, retry: number) => {
    const told = { err, callSid, retry };
    if (isBusy(err)) parts.log.warn(told, 'a caller was asked to wait: too many PINs at once');
    else logFailure(parts.log, told, 'a caller was asked to wait: the step failed');
  };

  /**
   * Answers with the state the leg stands at, or with the way on when something is broken. The trouble a leg has been through
   * goes with the question that is asked again, until an answer has been written down: where reading works and writing does
   * not, every question would be asked for ever.
   */
  const speaking =
    (work: (form: VoiceForm, request: Request) => Promise<Step>) =>
    async (request: Request, response: Response): Promise<void> => {
      const form = formOf(voiceForm, request);
      const at = now();
      const before = troubleOf(request, form, at);
      const wayOn = () =>
        apologise(
          stage(),
          { path: request.originalUrl, before, at, number: parts.emergencyNumber() },
          WAYS_OUT,
        );
      if (isFallback(form) && hasWaitedEnough(before, at)) return sendTwiml(response, wayOn());
      const trouble = isFallback(form) ? addFailure(before, at) : before;
      try {
        sendTwiml(response, await answer(await work(form, request), trouble));
      } catch (error) {
        tellOfFailure(error, form, before?.tries ?? 0);
        // whose turn it is not yet has met no fault: a flood of PINs must not send every caller to the supervisors
        sendTwiml(response, isBusy(error) ? askToWait(stage(), request.originalUrl, before) : wayOn());
      }
    };

  const begin = (form: VoiceForm) =>
    form.Direction?.startsWith('outbound')
      ? findCallBySid(database, form.CallSid)
      : beginIncomingCall(database, runner, { sid: form.CallSid, from: form.From, to: form.To }, now());

  routes.post(
    ['/incoming', '/fallback'],
    speaking(async (form) => standing(await begin(form))),
  );

  routes.post(
    '/leg/:id',
    speaking(async (form, request) => {
      const id = String(request.params.id);
      if (!UUID.test(id)) return standing(null);
      const leg = { id, sid: form.CallSid, answeredBy: form.AnsweredBy ?? null };
      return standing(await continueLeg(database, runner, leg, now()));
    }),
  );

  routes.post(
    '/input/:state',
    speaking(async (form, request) => {
      const state = stateNamed(String(request.params.state));
      const visit = Number(request.query.v);
      const call = await handleInput(
        database,
        runner,
        { callSid: form.CallSid, state, visit, input: inputOf(form) },
        now(),
      );
      return call ? { call, isWritten: true } : standing(await begin(form));
    }),
  );

  routes.post('/emergency/after-dial', (request, response) => {
    const { DialCallStatus: status = '' } = formOf(voiceForm, request);
    sendTwiml(response, TALKED.includes(status) ? hangUp() : offerMessage(stage(), WAYS_OUT));
  });

  routes.post('/emergency/message', async (request, response) => {
    const form = formOf(voiceForm, request);
    const input = inputOf(form);
    if (input.kind === 'recording') {
      const { sid: recording, seconds } = input;
      const message = { callSid: form.CallSid, from: form.From, to: form.To, recording, seconds };
      await keepMessage(database, parts.hotline, message, now()).catch((error: unknown) =>
        parts.log.error(
          { err: error, callSid: form.CallSid, recording },
          'a caller left a message with the carrier that nobody was told of: please listen to it',
        ),
      );
    }
    sendTwiml(response, takeLeave(stage(), 'message-saved'));
  });

  routes.post('/wait', (_request, response) => {
    const music = new VoiceResponse();
    music.play({ loop: 0 }, urls.audio(MUSIC));
    sendTwiml(response, music.toString());
  });

  routes.post(
    '/machine',
    takeReport(parts.log, async (request) => {
      const { AnsweredBy: answeredBy } = formOf(voiceForm, request);
      const legId = String(request.query.leg ?? '');
      if (answeredBy && isMachine(answeredBy) && UUID.test(legId)) {
        await handleMachine(database, runner, legId, now());
      }
    }),
  );

  routes.post(
    '/status',
    takeReport(parts.log, async (request) => {
      const form = formOf(voiceForm, request);
      const leg = String(request.query.leg ?? '');
      const legId = UUID.test(leg) ? leg : null;
      const status = statusOf(form.CallStatus);
      if (status) await handleStatus(database, runner, { legId, sid: form.CallSid, status }, now());
    }),
  );
  return routes;
}

/** A leg after a step, and whether the step has written down something that brings it on; null: none of ours. */
interface Step {
  call: Call | null;
  isWritten: boolean;
}

/** A leg that is only looked at: it says again what it said before. */
function standing(call: Call | null): Step {
  return { call, isWritten: false };
}

/** What the leg had been through before this step, or before the one that the carrier comes to the fallback for. */
function troubleOf(request: Request, { ErrorUrl: failed }: VoiceForm, now: Date): Trouble | null {
  return readTrouble(queryOf(failed ?? request.originalUrl), now);
}

/**
 * Whether an answer of ours stayed out:
 * https://www.twilio.com/docs/usage/security/availability-reliability
 */
function isFallback({ ErrorUrl: failed }: VoiceForm): boolean {
  return failed !== undefined;
}

function queryOf(address: string): URLSearchParams {
  return new URLSearchParams(address.split('?')[1] ?? '');
}

/** Nothing is broken: it is only another's turn. */
function isBusy(error: unknown): boolean {
  return error instanceof HotlineError && error.code === 'too-busy';
}

/** A name as flows have it; what is none stands for no state, and reaches no record as it came. */
function stateNamed(text: string): string {
  return /^[a-z0-9-]{1,60}$/.test(text) ? text : 'unknown';
}

/** What a party did, out of the form the carrier made of it. */
function inputOf(form: VoiceForm): Input {
  const recording = form.RecordingSid ?? form.RecordingUrl?.match(/RE[0-9a-zA-Z]{32}/)?.[0];
  if (recording)
    return { kind: 'recording', sid: recording, seconds: Number(form.RecordingDuration ?? 0) || 0 };
  if (form.DialCallStatus !== undefined) return { kind: 'left-bridge' };
  return { kind: 'digits', digits: (form.Digits ?? '').replace(/#$/, '') };
}

const STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
];

function statusOf(text: string | undefined): CallStatus | null {
  return text !== undefined && STATUSES.includes(text) ? (text as CallStatus) : null;
}

function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

function sendTwiml(response: Response, twiml: string): void {
  response.type('text/xml').send(twiml);
}
