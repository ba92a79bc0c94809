import type { SmsFailure } from '../../domain/carrier/carrier.ts';

/** The recipient has opted out of our SMS: https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = 21610;

/** What one of Twilio's codes means for an SMS that will never arrive. @param code NaN where it named none */
export function smsFailureOf(code: number): SmsFailure {
  return code === OPTED_OUT ? 'opted-out' : 'not-delivered';
}
