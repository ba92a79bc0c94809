import { expect, test } from 'vitest';
import { CONNECTION_OVERRIDES, makeUrls } from '../../../src/telephony/twilio/webhook-urls.ts';

const CARRIER_MAKES_REQUESTS = ['leg', 'callStatus', 'machine', 'smsStatus'] as const;

test('what the carrier is asked to call for us, it is asked to repeat when that fails', () => {
  const urls = makeUrls('https://hotline.example', { overrides: true });
  for (const name of CARRIER_MAKES_REQUESTS)
    expect(urls[name]('7')).toMatch(new RegExp(`7${CONNECTION_OVERRIDES}$`));
});

test('a carrier that only speaks the same language gets plain addresses', () => {
  const urls = makeUrls('https://hotline.example');
  for (const name of CARRIER_MAKES_REQUESTS) expect(urls[name]('7')).not.toContain('#');
});
