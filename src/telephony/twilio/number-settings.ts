/** What a number does when somebody calls or writes to it: addresses, and the applications that would take their place. */
export interface NumberSettings {
  voiceUrl: string;
  voiceFallbackUrl: string;
  statusCallback: string;
  smsUrl: string;
  /** SID; where one is set, the carrier ignores the addresses above */
  voiceApplicationSid: string;
  smsApplicationSid: string;
  trunkSid: string;
}

/** One of the account's numbers. Settings that are not set are empty. */
export interface CarrierNumber {
  sid: string;
  settings: NumberSettings;
}

/** The settings of numbers at a carrier. Methods throw what those of `Carrier` throw. */
export interface CarrierNumbers {
  /** @param number E.164; null if the account has no such number */
  find(number: string): Promise<CarrierNumber | null>;
  /** Changes only what is given. Every address is called by POST. */
  change(sid: string, settings: Partial<NumberSettings>): Promise<void>;
}

/**
 * By itself the carrier repeats a request only when it could not connect at all. These settings make it repeat after a
 * late answer and after a fault of ours, too, all within the 15 s a caller can be kept waiting; every route can take a
 * request twice. They are a fragment, which is never sent to us. The carrier does not sign it; emulators do.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const CONNECTION_OVERRIDES = '#rc=2&rp=ct,rt,5xx&rt=4000&tt=14000';

export interface WantedSettings {
  publicUrl: string;
  /** static TwiML on a host that shares nothing with us (voice-flows/lifeboat.xml), asked when we are down */
  lifeboatUrl?: string | undefined;
  /** whether the addresses ask for the connection overrides; some emulators cannot bear the fragment */
  overrides: boolean;
}

/** How the hotline's number has to be set for a service at a public address. */
export function settingsFor({ publicUrl, lifeboatUrl, overrides }: WantedSettings): NumberSettings {
  const connection = overrides ? CONNECTION_OVERRIDES : '';
  return {
    voiceUrl: `${publicUrl}/twilio/voice/incoming${connection}`,
    voiceFallbackUrl: lifeboatUrl ?? `${publicUrl}/twilio/voice/fallback${connection}`,
    statusCallback: `${publicUrl}/twilio/voice/status${connection}`,
    smsUrl: `${publicUrl}/twilio/sms/incoming${connection}`,
    voiceApplicationSid: '',
    smsApplicationSid: '',
    trunkSid: '',
  };
}

export interface SettingChange {
  setting: keyof NumberSettings;
  before: string;
  after: string;
}

/** What has to change, setting by setting. */
export function changesBetween(before: NumberSettings, after: NumberSettings): SettingChange[] {
  return (Object.keys(after) as (keyof NumberSettings)[])
    .filter((setting) => before[setting] !== after[setting])
    .map((setting) => ({ setting, before: before[setting], after: after[setting] }));
}
