import { expect, test } from 'vitest';
import { changesBetween, settingsFor } from '../../../../src/telephony/twilio/number-settings.ts';

const wanted = settingsFor({ publicUrl: 'https://hotline.example', overrides: true });

test('every address asks the carrier to repeat, and the fragment is all that is behind the path', () => {
  const { voiceUrl, voiceFallbackUrl, statusCallback, smsUrl } = wanted;
  const paths = [voiceUrl, voiceFallbackUrl, statusCallback, smsUrl].map((url) => new URL(url).pathname);
  expect(paths).toEqual([
    '/twilio/voice/incoming',
    '/twilio/voice/fallback',
    '/twilio/voice/status',
    '/twilio/sms/incoming',
  ]);
  expect(new URL(voiceUrl)).toMatchObject({ search: '', hash: '#rc=2&rp=ct,rt,5xx&rt=4000&tt=14000' });
});

test('a number that is set rightly needs no change', () => {
  expect(changesBetween(wanted, wanted)).toEqual([]);
});

test('an application that stands before the addresses is taken away', () => {
  const before = { ...wanted, voiceUrl: 'https://old.example/', voiceApplicationSid: 'AP1' };
  expect(changesBetween(before, wanted)).toEqual([
    { setting: 'voiceUrl', before: 'https://old.example/', after: wanted.voiceUrl },
    { setting: 'voiceApplicationSid', before: 'AP1', after: '' },
  ]);
});

test('without overrides nothing is behind the path', () => {
  const { voiceUrl, smsUrl } = settingsFor({ publicUrl: 'https://hotline.example', overrides: false });
  expect([voiceUrl, smsUrl]).toEqual([
    'https://hotline.example/twilio/voice/incoming',
    'https://hotline.example/twilio/sms/incoming',
  ]);
});
