import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

export { VoiceResponse };

/** An answer to an SMS, said at once by the carrier. */
export function replyTwiml(text: string): string {
  const response = new MessagingResponse();
  response.message(text);
  return response.toString();
}

/** An answer that asks for nothing. */
export const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
