import type { Request, RequestHandler, Response } from 'express';
import type { Call } from '../../domain/calls/call.ts';
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
import type { Database } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/log.ts';
import { logFailure } from '../../platform/log-failure.ts';
import { apologise, askToWait } from '../../telephony/twilio/apology-twiml.ts';
import { render, type Stage } from '../../telephony/twilio/render-twiml.ts';
import { hangUpTwiml } from '../../telephony/twilio/twiml.ts';
import type { LegEvent } from '../../telephony/twilio/voice-form.ts';
import { type Urls, WAYS_OUT } from '../../telephony/twilio/webhook-urls.ts';

export interface SpeakerDeps {
  database: Database;
  runner: Runner;
  urls: Urls;
  now: () => Date;
  log: Logger;
  hotline: Pick<Hotline, 'number'>;
  /** whether the carrier is to write down what recordings say */
  asksForTranscripts: boolean;
  /** where callers are put through when we can't serve them; known without the database */
  emergencyNumber: () => string | null;
}

/** A leg after a step, and whether the step has written down something that brings it on; null: none of ours. */
export interface Step {
  call: Call | null;
  isWritten: boolean;
}

/** A leg that is only looked at: it says again what it said before. */
export function standing(call: Call | null): Step {
  return { call, isWritten: false };
}

/** What words need that belong to no leg, or to one that has been through some trouble of ours. */
export function stageOf(
  {
    urls,
    asksForTranscripts,
    now,
    hotline,
  }: Pick<SpeakerDeps, 'urls' | 'asksForTranscripts' | 'now' | 'hotline'>,
  { prompts }: Script,
  trouble: Trouble | null = null,
): Stage {
  return {
    prompts,
    now: now(),
    hotline: hotline.number,
    inputUrl: (state, visit) => writeTrouble(urls.input(state, visit), trouble),
    audioUrl: urls.audio,
    waitUrl: urls.wait,
    conferenceUrl: urls.conference,
    transcriptionUrl: asksForTranscripts ? urls.transcription : undefined,
  };
}

/**
 * Answers with the state the leg stands at, or with the way on when something is broken. The trouble a leg has been through
 * goes with the question that is asked again, until an answer has been written down: where reading works and writing does
 * not, every question would be asked for ever.
 */
export function answerLeg(
  deps: SpeakerDeps,
  eventOf: (request: Request) => LegEvent,
  work: (event: LegEvent, request: Request) => Promise<Step>,
): RequestHandler {
  return async (request, response) => {
    const event = eventOf(request);
    const stage = stageOf(deps, deps.runner.scripts.current);
    const at = deps.now();
    const before = troubleOf(request, event, at);
    const wayOn = () =>
      apologise(stage, { path: request.originalUrl, before, at, number: deps.emergencyNumber() }, WAYS_OUT);
    const isFallback = event.failedUrl !== null;
    if (isFallback && hasWaitedEnough(before, at)) return sendMarkup(response, wayOn());
    const trouble = isFallback ? addFailure(before, at) : before;
    try {
      sendMarkup(response, await speak(deps, await work(event, request), trouble));
    } catch (error) {
      tellOfFailure(deps.log, error, event, before?.tries ?? 0);
      // whose turn it is not yet has met no fault: a flood of PINs or calls must not send every caller to the supervisors
      sendMarkup(response, isBusy(error) ? askToWait(stage, request.originalUrl, before) : wayOn());
    }
  };
}

/** Always 200, whatever is broken behind it. */
export function sendMarkup(response: Response, markup: string): void {
  response.type('text/xml').send(markup);
}

/** @param trouble what the leg has been through, as long as nothing has been written since */
async function speak(deps: SpeakerDeps, { call, isWritten }: Step, trouble: Trouble | null): Promise<string> {
  if (!call) return hangUpTwiml();
  const script = await deps.runner.scripts.of(deps.database, call.visit);
  const { direction, fromNumber, toNumber, visit } = call;
  const listener = (direction === 'inbound' ? fromNumber : toNumber) ?? undefined;
  const stage = { ...stageOf(deps, script, isWritten ? null : trouble), listener };
  return render(flowOf(script, visit), visit, stage);
}

/** What the leg had been through before this step, or before the one that the carrier comes to the fallback for. */
function troubleOf(request: Request, { failedUrl }: LegEvent, now: Date): Trouble | null {
  const [, query = ''] = (failedUrl ?? request.originalUrl).split('?');
  return readTrouble(new URLSearchParams(query), now);
}

function tellOfFailure(log: Logger, err: unknown, { sid: callSid }: LegEvent, retry: number): void {
  const told = { err, callSid, retry };
  if (isBusy(err)) log.warn(told, 'a caller was asked to wait: too many others came first');
  else logFailure(log, told, 'a caller was asked to wait: the step of the call failed');
}

/** Nothing is broken: it is only another's turn. */
function isBusy(error: unknown): boolean {
  return error instanceof HotlineError && error.code === 'too-busy';
}
