import { addFailure, hasWaitedEnough, type Trouble, writeTrouble } from '../../domain/flow/trouble.ts';
import { firstVisit } from '../../domain/flow/visit.ts';
import { type Stage, speak } from './render-twiml.ts';
import { VoiceResponse } from './twiml.ts';

const PAUSE_SECONDS = 2;
const RING_SECONDS = 30;
const MESSAGE_SECONDS = 180;

/** Where the carrier goes on when a caller was put through to a person, and when they have left a message. */
export interface WaysOut {
  afterDial: string;
  afterMessage: string;
}

/**
 * What a caller hears when a step failed on our side: first "one moment", and the same question again; then an apology,
 * and a person or at least the carrier's own recording. Never an error, never silence.
 * @param failed.path the address that failed
 * @param failed.before what the leg had been through until then
 * @param failed.number a person's number, if one is known
 */
export function apologise(
  stage: Stage,
  failed: { path: string; before: Trouble | null; at: Date; number: string | null },
  ways: WaysOut,
): string {
  if (!hasWaitedEnough(failed.before, failed.at))
    return askToWait(stage, failed.path, addFailure(failed.before, failed.at));
  const response = new VoiceResponse();
  if (failed.number === null) return offerMessage(stage, ways);
  sayInAll(response, stage, 'apology');
  response.dial({ timeout: RING_SECONDS, action: ways.afterDial, method: 'POST' }, failed.number);
  return response.toString();
}

/** "One moment", and the same question again. */
export function askToWait(stage: Stage, path: string, trouble: Trouble | null): string {
  const response = new VoiceResponse();
  sayInAll(response, stage, 'one-moment');
  response.pause({ length: PAUSE_SECONDS });
  response.redirect({ method: 'POST' }, writeTrouble(standingPath(path), trouble));
  return response.toString();
}

/** No person could be reached either: the carrier keeps what the caller has to say. */
export function offerMessage(stage: Stage, ways: WaysOut): string {
  const response = new VoiceResponse();
  sayInAll(response, stage, 'apology-record');
  response.record({
    maxLength: MESSAGE_SECONDS,
    playBeep: true,
    finishOnKey: '#',
    action: ways.afterMessage,
    method: 'POST',
  });
  response.hangup();
  return response.toString();
}

/** The last words to a caller who was served while something was broken. */
export function takeLeave(stage: Stage, prompt: string): string {
  const response = new VoiceResponse();
  sayInAll(response, stage, prompt);
  response.hangup();
  return response.toString();
}

/** Who calls is not known when the record is away, so it is said in every language. */
function sayInAll(response: VoiceResponse, stage: Stage, prompt: string): void {
  for (const language of stage.prompts.keys()) {
    speak(response, firstVisit({ flow: '', 'initial-state': '' }, language), stage, prompt);
  }
}

/** The address that says again what stands: the leg's own, or for any other step the incoming one. Digits are not repeated. */
function standingPath(path: string): string {
  const [bare = ''] = path.split('?');
  return bare.includes('/voice/leg/') ? bare : '/twilio/voice/incoming';
}
