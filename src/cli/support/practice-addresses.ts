/** Where a practice carrier sends what happens to the hotline's number, for a service at this address. */
export function addressesAt(service: string) {
  return {
    voiceUrl: `${service}/twilio/voice/incoming`,
    voiceFallbackUrl: `${service}/twilio/voice/fallback`,
    statusUrl: `${service}/twilio/voice/status`,
    smsUrl: `${service}/twilio/sms/incoming`,
  };
}
