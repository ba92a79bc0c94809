import { type Stage, speak } from './render.ts';
import { VoiceResponse } from './twiml.ts';
import { firstVisit } from './visit.ts';

/** How often a caller is asked to wait a moment before they are put through to a person. */
const MOST_RETRIES = 3;
const PAUSE_SECONDS = 2;

/**
 * What a caller hears when a step failed on our side: first "one moment", and the same question again; then an apology,
 * and a person or at least the carrier's own recording. Never an error, never silence.
 * @param path the address that failed, with its query
 */
export function apologise(
  stage: Stage,
  failed: { retry: number; path: string; number: string | null },
): string {
  const response = new VoiceResponse();
  const say = (prompt: string) => {
    for (const language of stage.prompts.keys()) {
      speak(response, firstVisit({ flow: '', 'initial-state': '' }, language), stage, prompt);
    }
  };
  if (failed.retry < MOST_RETRIES) {
    say('one-moment');
    response.pause({ length: PAUSE_SECONDS });
    response.redirect({ method: 'POST' }, `${standingPath(failed.path)}?retry=${failed.retry + 1}`);
    return response.toString();
  }
  if (failed.number !== null) {
    say('apology');
    response.dial({ timeout: 30 }, failed.number);
  }
  say('apology-record');
  response.record({
    maxLength: 180,
    playBeep: true,
    finishOnKey: '#',
    action: standingPath(failed.path),
    method: 'POST',
  });
  response.hangup();
  return response.toString();
}

/** The address that says again what stands: the leg's own, or for any other step the incoming one. Digits are not repeated. */
function standingPath(path: string): string {
  const [bare = ''] = path.split('?');
  return bare.includes('/voice/leg/') ? bare : '/twilio/voice/incoming';
}
