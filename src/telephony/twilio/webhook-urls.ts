import type { WaysOut } from './apology-twiml.ts';

/**
 * By itself the carrier repeats a request only when it could not connect at all. These settings make it repeat after a
 * late answer and after a fault of ours, too, all within the 15 s a caller can be kept waiting; every route can take a
 * request twice. They are a fragment, which is never sent to us. The carrier does not sign it; emulators do.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const CONNECTION_OVERRIDES = '#rc=2&rp=ct,rt,5xx&rt=4000&tt=14000';

/** For TwiML that is said while the database is away. */
export const WAYS_OUT: WaysOut = {
  afterDial: '/twilio/voice/emergency/after-dial',
  afterMessage: '/twilio/voice/emergency/message',
};

/** Where a number sends what happens to it. @param options as of `makeUrls` */
export function numberUrls(publicUrl: string, { overrides = false } = {}) {
  const connection = overrides ? CONNECTION_OVERRIDES : '';
  return {
    voiceUrl: `${publicUrl}/twilio/voice/incoming${connection}`,
    voiceFallbackUrl: `${publicUrl}/twilio/voice/fallback${connection}`,
    statusUrl: `${publicUrl}/twilio/voice/status${connection}`,
    smsUrl: `${publicUrl}/twilio/sms/incoming${connection}`,
  };
}

/** Every address the carrier is told, made in one place from the one public address. */
export interface Urls {
  /** what a leg that we started asks when it is answered, and again when it is redirected */
  leg(callId: string): string;
  callStatus(callId: string): string;
  /** where the carrier tells whether a person or a machine answered */
  machine(callId: string): string;
  smsStatus(messageId: string): string;
  /** for TwiML: relative, so that it holds behind whatever name the carrier used */
  input(state: string, visit: number): string;
  audio(file: string): string;
  wait: string;
  /** what is said into a talk */
  announcement(id: string): string;
  /** where the carrier tells of that */
  conference: string;
  transcription: string;
  recording(sid: string): string;
  /** what our own call to ourselves does, and where the digits go that it keys */
  drill(id: string): string;
  drillKeys(id: string): string;
  /** the console's first view */
  board: string;
  /** where whoever holds the phone confirms a test page */
  test(token: string): string;
  /** where an engineer says whether they take the shift they were asked for */
  shiftAnswer(secret: string): string;
}

/** @param options.overrides whether the carrier is to repeat what failed here; some emulators cannot bear that fragment */
export function makeUrls(publicUrl: string, { overrides = false } = {}): Urls {
  const connection = overrides ? CONNECTION_OVERRIDES : '';
  return {
    leg: (callId) => `${publicUrl}/twilio/voice/leg/${callId}${connection}`,
    callStatus: (callId) => `${publicUrl}/twilio/voice/status?leg=${callId}${connection}`,
    machine: (callId) => `${publicUrl}/twilio/voice/machine?leg=${callId}${connection}`,
    smsStatus: (messageId) => `${publicUrl}/twilio/sms/status?message=${messageId}${connection}`,
    input: (state, visit) => `${publicUrl}/twilio/voice/input/${state}?v=${visit}`,
    audio: (file) => `${publicUrl}/audio/${file}`,
    wait: `${publicUrl}/twilio/voice/wait`,
    announcement: (id) => `${publicUrl}/twilio/voice/announcement/${id}${connection}`,
    conference: `${publicUrl}/twilio/voice/conference${connection}`,
    transcription: `${publicUrl}/twilio/voice/transcription`,
    recording: (sid) => `${publicUrl}/api/v1/recordings/${sid}`,
    drill: (id) => `${publicUrl}/twilio/voice/drill/${id}${connection}`,
    drillKeys: (id) => `${publicUrl}/twilio/voice/drill/${id}/keys`,
    board: `${publicUrl}/`,
    test: (token) => `${publicUrl}/t/${token}`,
    shiftAnswer: (secret) => `${publicUrl}/cover/${secret}`,
  };
}
