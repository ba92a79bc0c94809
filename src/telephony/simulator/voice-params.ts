import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Leg } from './leg.ts';

export const API_VERSION = '2010-04-01';

/** The parameters of every voice webhook: https://www.twilio.com/docs/voice/twiml#request-parameters */
export function voiceParams(leg: Leg, accountSid: string): Record<string, string> {
  return {
    AccountSid: accountSid,
    ApiVersion: API_VERSION,
    CallSid: leg.sid,
    CallStatus: leg.status,
    Direction: leg.direction,
    From: leg.from,
    To: leg.to,
    Caller: leg.from,
    Called: leg.to,
    ...placeParams('From', leg.from),
    ...placeParams('To', leg.to),
    ...(leg.parent ? { ParentCallSid: leg.parent.sid } : {}),
    ...(leg.detectedAs ? { AnsweredBy: leg.detectedAs } : {}),
  };
}

/** Where a number is at home, as Twilio tells it: outside North America little more than the country. */
export function placeParams(side: 'From' | 'To', number: string): Record<string, string> {
  const country = parsePhoneNumberFromString(number)?.country ?? '';
  return {
    [`${side}City`]: '',
    [`${side}State`]: '',
    [`${side}Zip`]: '',
    [`${side}Country`]: country,
  };
}
