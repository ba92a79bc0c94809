import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

export { VoiceResponse };

/** An answer that asks for nothing. */
export const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
