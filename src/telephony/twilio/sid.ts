/** What Twilio's names for things look like: two letters for the kind, and 32 characters. */
export const CALL_SID = /^CA[0-9a-zA-Z]{32}$/;
export const RECORDING_SID = /^RE[0-9a-zA-Z]{32}$/;
export const MESSAGE_SID = /^(SM|MM)[0-9a-zA-Z]{32}$/;
export const ACCOUNT_SID = /^AC[0-9a-zA-Z]{32}$/;
export const TRANSCRIPTION_SID = /^TR[0-9a-zA-Z]{32}$/;
