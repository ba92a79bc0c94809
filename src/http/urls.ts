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

export function makeUrls(publicUrl: string): Urls {
  return {
    leg: (callId) => `${publicUrl}/twilio/voice/leg/${callId}`,
    callStatus: (callId) => `${publicUrl}/twilio/voice/status?leg=${callId}`,
    machine: (callId) => `${publicUrl}/twilio/voice/machine?leg=${callId}`,
    smsStatus: (messageId) => `${publicUrl}/twilio/sms/status?message=${messageId}`,
    input: (state, visit) => `${publicUrl}/twilio/voice/input/${state}?v=${visit}`,
    audio: (file) => `${publicUrl}/audio/${file}`,
    wait: `${publicUrl}/twilio/voice/wait`,
    transcription: `${publicUrl}/twilio/voice/transcription`,
    recording: (sid) => `${publicUrl}/api/v1/recordings/${sid}`,
    board: `${publicUrl}/`,
  };
}
