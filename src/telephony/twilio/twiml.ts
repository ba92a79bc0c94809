import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

export { VoiceResponse };

/** An answer to an SMS, said at once by the carrier. */
export function replyTwiml(text: string): string {
  const response = new MessagingResponse();
  response.message(text);
  return response.toString();
}

/** The leg is over. */
export function hangUpTwiml(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

/** A recording, again and again. */
export function musicTwiml(url: string): string {
  const response = new VoiceResponse();
  response.play({ loop: 0 }, url);
  return response.toString();
}

/** An answer that asks for nothing. */
export const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
