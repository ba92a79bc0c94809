import { expect, test } from 'vitest';
import { SIGNATURE_HEADER, sign } from '../../src/telephony/twilio/signature.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

/** Says what the carrier would about a leg. @returns what the caller is told */
async function say({ url, line }: Hotline, path: string, leg: number, more: Record<string, string> = {}) {
  const form = {
    AccountSid: line.accountSid,
    CallSid: `CA${String(leg).padStart(32, '0')}`,
    From: `+4930555${1_000 + leg}`,
    To: line.number,
    Direction: 'inbound',
    CallStatus: 'in-progress',
    ...more,
  };
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { [SIGNATURE_HEADER]: sign(line.authToken, url + path, form) },
    body: new URLSearchParams(form),
  });
  expect(response.status).toBe(200);
  return response.text();
}

test('more ring than can be taken: they hear "one moment" and are taken later, and whoever talks is answered meanwhile', async () => {
  const hotline = await openHotline();
  try {
    const talking = await say(hotline, '/twilio/voice/incoming', 0);
    expect(talking).toContain('input/language?v=2');

    const letGo = Promise.withResolvers<void>();
    const isHeld = Promise.withResolvers<void>();
    // a new call needs a timer, a key from one question to the next does not
    const holding = hotline.database.transaction(async (tx) => {
      await tx.query('lock table timers in share mode');
      isHeld.resolve();
      await letGo.promise;
    });
    await isHeld.promise;
    const legs = Array.from({ length: 20 }, (_, index) => index + 1);
    const ringing = legs.map((leg) => say(hotline, '/twilio/voice/incoming', leg));
    const next = await say(hotline, '/twilio/voice/input/language?v=2', 0, { Digits: '1' });
    expect(next).toContain('input/customer-number?v=3');
    const askedToWait = await Promise.any(
      ringing.map(async (ring) => {
        const twiml = await ring;
        if (!twiml.includes('Einen Moment')) throw new Error(twiml);
        return twiml;
      }),
    );
    expect(askedToWait).toMatch(/<Redirect method="POST">\/twilio\/voice\/incoming<\/Redirect>/);
    letGo.resolve();
    await holding;

    const heard = await Promise.all(ringing);
    const waiting = legs.filter((_, index) => heard[index]?.includes('Einen Moment'));
    expect(waiting.length).toBeGreaterThan(0);
    const back = await Promise.all(waiting.map((leg) => say(hotline, '/twilio/voice/incoming', leg)));
    for (const twiml of back) expect(twiml).toContain('input/language?v=2');
    const [row] = await hotline.database.query<{ calls: number }>('select count(*)::int as calls from calls');
    expect(row?.calls).toBe(legs.length + 1);
  } finally {
    await hotline.close();
  }
});
