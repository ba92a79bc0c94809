import { numberUrls } from './webhook-urls.ts';

/** What a number does when somebody calls or writes to it: addresses, and the applications that would take their place. */
interface NumberSettings {
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

export interface WantedSettings {
  publicUrl: string;
  /** static TwiML on a host that shares nothing with us (voice-flows/lifeboat.xml), asked when we are down */
  lifeboatUrl?: string | undefined;
  /** whether the addresses ask for the connection overrides; some emulators cannot bear the fragment */
  overrides: boolean;
}

/** How the hotline's number has to be set for a service at a public address. */
export function settingsFor({ publicUrl, lifeboatUrl, overrides }: WantedSettings): NumberSettings {
  const { voiceUrl, voiceFallbackUrl, statusUrl, smsUrl } = numberUrls(publicUrl, { overrides });
  return {
    voiceUrl,
    voiceFallbackUrl: lifeboatUrl ?? voiceFallbackUrl,
    statusCallback: statusUrl,
    smsUrl,
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
