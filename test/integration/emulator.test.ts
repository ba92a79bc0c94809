import { createEmulator } from 'emulate';
import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { hotline as command } from '../support/hotline-command.ts';

/*
 * Against an emulator of the carrier that others have written: it has read the same documentation, and signs addresses
 * with what stands behind the #.
 */

const ACCOUNT = `AC${'0'.repeat(32)}`;
const TOKEN = 'the-token-of-the-emulator';
const NUMBER = '+493023125099';

interface Emulated extends AsyncDisposable {
  env: Record<string, string>;
  /** Has the emulator do what a person at a phone would; resolves once all webhooks are answered. */
  simulate(what: string, form: Record<string, string>): Promise<{ sid: string }>;
  messages(): Promise<{ to: string; body: string }[]>;
}

async function startEmulator(): Promise<Emulated> {
  const account = { sid: ACCOUNT, auth_token: TOKEN, friendly_name: 'Musterwerk' };
  const seed = { twilio: { account, phone_numbers: [{ phone_number: NUMBER, friendly_name: 'Hotline' }] } };
  const emulator = await createEmulator({ service: 'twilio', port: 0, seed });
  const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(emulator.url + path, { ...init, headers: { authorization } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  return {
    env: { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN, TWILIO_API_BASE_URL: emulator.url },
    simulate: (what, form) =>
      ask(`/_twilio/simulate/${what}`, { method: 'POST', body: new URLSearchParams(form) }),
    messages: async () =>
      (
        await ask<{ messages: { to: string; body: string }[] }>(
          `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
        )
      ).messages,
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

function sync(emulated: Emulated, { url, database }: Hotline, ...options: string[]) {
  const env = { ...emulated.env, HOTLINE_NUMBER: NUMBER, PUBLIC_URL: url, DATABASE_URL: database.url };
  return command(['carrier', 'sync', '--json', ...options], {
    env: { ...env, SECRET_KEY: 'a secret key of the tests, long enough' },
  });
}

test.each([[[]], [['--no-overrides']]])(
  'a number set by carrier sync %j calls and writes',
  async (options) => {
    await using emulated = await startEmulator();
    await using hotline = await openHotline({ env: emulated.env });
    expect(JSON.parse((await sync(emulated, hotline, ...options)).out)).toMatchObject({ changed: true });

    const { sid } = await emulated.simulate('inbound-call', { From: '+493023125101', To: NUMBER });
    expect(await hotline.api(`/calls/${sid}`)).toMatchObject({ customer: { number: '100234' } });
    await emulated.simulate('call-status', { CallSid: sid, Status: 'completed' });
    expect(await hotline.api(`/calls/${sid}`)).toMatchObject({ status: 'completed' });

    await emulated.simulate('inbound-message', { From: '+4915228817386', To: NUMBER, Body: 'L' });
    await hotline.settle();
    expect(await emulated.messages()).toContainEqual(expect.objectContaining({ to: '+4915228817386' }));
  },
);
