import { VoiceResponse } from './twiml.ts';

/** The line is open before the first key: each `w` is half a second. https://www.twilio.com/docs/voice/twiml/play#attributes-digits */
const SILENCE = 'wwww';
const LISTEN_SECONDS = 20;
/** Shorter than the lifeboat's announcement: where the number leads there, nobody's phone is to ring for a drill. */
const STAY_SECONDS = 6;

/** What our own call to ourselves does: it keys its digits, and stays for a while unless it is hung up on. */
export function keyDrillTwiml(digits: string): string {
  const response = new VoiceResponse();
  response.play({ digits: `${SILENCE}${digits}` });
  response.pause({ length: STAY_SECONDS });
  response.hangup();
  return response.toString();
}

/** What it meets: nobody speaks, and its digits are listened to. */
export function hearDrillTwiml(action: string, count: number): string {
  const response = new VoiceResponse();
  response.gather({ input: ['dtmf'], numDigits: count, timeout: LISTEN_SECONDS, finishOnKey: '', action });
  response.hangup();
  return response.toString();
}
