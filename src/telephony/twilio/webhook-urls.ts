import { CONNECTION_OVERRIDES } from './number-settings.ts';

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
  transcription: string;
  recording(sid: string): string;
  /** the console's first view */
  board: string;
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
    transcription: `${publicUrl}/twilio/voice/transcription`,
    recording: (sid) => `${publicUrl}/api/v1/recordings/${sid}`,
    board: `${publicUrl}/`,
  };
}
