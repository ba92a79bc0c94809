import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { SIGNATURE_HEADER, sign } from '../../../src/telephony/twilio/signature.ts';
import { CONNECTION_OVERRIDES } from '../../../src/telephony/twilio/webhook-urls.ts';
import { requireCarrierSignature } from '../../../src/web/webhooks/require-signature.ts';

const PUBLIC_URL = 'https://hotline.example';
const form = { CallSid: `CA${'0'.repeat(32)}`, From: '+493023125101' };

/**
 * What a webhook signed with this token is answered, while these tokens are configured.
 * @param fragment what the carrier has behind the address, and signs with it
 */
async function answerTo(
  token: string,
  secondaryAuthToken: string | undefined,
  fragment = '',
): Promise<number> {
  const app = express().use(
    express.urlencoded({ extended: false }),
    requireCarrierSignature({ authToken: 'old', secondaryAuthToken }, PUBLIC_URL),
    (_request, response) => void response.sendStatus(204),
  );
  const { status } = await request(app)
    .post('/twilio/voice/incoming?v=1')
    .set(SIGNATURE_HEADER, sign(token, `${PUBLIC_URL}/twilio/voice/incoming?v=1${fragment}`, form))
    .type('form')
    .send(form);
  return status;
}

test.each([
  ['before the rotation', undefined, { old: 204, new: 403, other: 403 }],
  ['while tokens are rotated', 'new', { old: 204, new: 204, other: 403 }],
])('%s', async (_when, secondary, answers) => {
  for (const [token, status] of Object.entries(answers))
    expect(await answerTo(token, secondary)).toBe(status);
});

test.each([
  ['the overrides that we set', CONNECTION_OVERRIDES, 204],
  ['a fragment that we never set', '#rc=5', 403],
])('signed with %s', async (_what, fragment, status) => {
  expect(await answerTo('old', undefined, fragment)).toBe(status);
  expect(await answerTo('other', undefined, fragment)).toBe(403);
});
