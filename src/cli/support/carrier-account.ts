import type { CarrierConfig } from '../../app/config/telephony.ts';
import type { Config } from '../../app/config.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { CarrierAccount } from '../../telephony/twilio/client.ts';

/** @throws HotlineError when there is no carrier but the practice line */
export function requireCarrier({ carrier }: Pick<Config, 'carrier'>): CarrierConfig {
  if (carrier !== undefined) return carrier;
  throw new HotlineError('bad-configuration', 'No carrier is configured: this is the practice line.', {
    remedy:
      'Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and HOTLINE_NUMBER; the practice line needs none of this.',
  });
}

/** The configured account as the carrier's REST API takes it. */
export function accountOf({ accountSid, authToken, apiKey, apiBaseUrl }: CarrierConfig): CarrierAccount {
  return {
    accountSid,
    authToken,
    ...(apiKey ? { apiKey } : {}),
    ...(apiBaseUrl === undefined ? {} : { baseUrl: apiBaseUrl }),
  };
}
