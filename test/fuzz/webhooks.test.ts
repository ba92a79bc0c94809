import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readTwiml } from '../../src/telephony/simulator/twiml/document.ts';
import { MESSAGING, VOICE } from '../../src/telephony/simulator/twiml/vocabulary.ts';
import { sign } from '../../src/telephony/twilio/signature.ts';
import { comeTo, lookAway, WAYS } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { rememberLog } from '../support/written-down.ts';
import { runs, strangeText } from './strange.ts';

const { log, lines } = rememberLog();
/** A webhook that takes longer hangs: the carrier gives up after 15 s. */
const TIMEOUT_MS = 10_000;
const STATES = Object.keys(WAYS);
let hotline: Hotline;
/** calls that stand somewhere in the flow, by the state they were brought to */
const calls: { sid: string; state: string }[] = [];

beforeAll(async () => {
  hotline = await openHotline({ log });
  for (const state of [
    'language',
    'customer-number',
    'menu',
    'severity',
    'unverified',
    'callback-number-entry',
  ])
    calls.push({ sid: (await comeTo(hotline, state)).sid, state });
  await lookAway(hotline);
  // from here on nobody works: what is due is not what is looked at
  hotline.line.settle = undefined;
}, 120_000);
beforeEach(() => {
  lines.length = 0;
});
// what the line has not looked at is not what this is about
afterAll(() => hotline.close());

const sids = () =>
  fc.constantFrom(...calls.map(({ sid }) => sid), `CA${'0'.repeat(32)}`, `CA${'f'.repeat(32)}`);
const messageSid = fc.stringMatching(/^SM[0-9a-f]{32}$/);
const numbers = fc.constantFrom(
  '+493023125101',
  '+4915228817386',
  '+493023125000',
  'anonymous',
  '+266696687',
  '',
);

/** A form as the carrier sends it. */
function voice(): fc.Arbitrary<Record<string, string>> {
  return fc.record({
    CallSid: sids(),
    AccountSid: fc.constant(hotline.line.accountSid),
    From: numbers,
    To: fc.constant(hotline.line.number),
    CallStatus: fc.constantFrom('ringing', 'in-progress', 'completed', 'busy', 'failed'),
    Direction: fc.constantFrom('inbound', 'outbound-api'),
    Digits: fc.stringMatching(/^[0-9#*]{0,12}$/),
  });
}

const sms = (): fc.Arbitrary<Record<string, string>> =>
  fc.record({
    MessageSid: messageSid,
    AccountSid: fc.constant(hotline.line.accountSid),
    From: numbers,
    To: fc.constant(hotline.line.number),
    Body: strangeText,
    MessageStatus: fc.constantFrom('sent', 'delivered', 'failed', 'undelivered', 'read'),
  });

const FURTHER = [
  'RecordingSid',
  'RecordingUrl',
  'RecordingDuration',
  'DialCallStatus',
  'AnsweredBy',
  'ErrorCode',
  'SpeechResult',
  '__proto__',
  'toString',
  'a[b]',
];

type Form = Record<string, string | string[]>;

/** The same form after somebody has been at it: fields lost, doubled, filled with anything, and some that are new. */
function spoiltForm(usual: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Form> {
  const change = fc.record({
    field: fc.nat(40),
    how: fc.constantFrom('lose', 'double', 'fill', 'fill', 'fill'),
    text: strangeText,
  });
  return fc.tuple(usual, fc.array(change, { maxLength: 3 })).map(([form, changes]) => {
    const spoilt: Form = { ...form };
    const fields = [...Object.keys(form), ...FURTHER];
    for (const { field, how, text } of changes) {
      const name = fields[field % fields.length] ?? '';
      if (how === 'lose') delete spoilt[name];
      else spoilt[name] = how === 'double' ? [text, text] : text;
    }
    return spoilt;
  });
}

const segment = fc.oneof(fc.constantFrom(...STATES), strangeText.map(encodeSafely));
const voicePath = fc.oneof(
  fc.constantFrom(
    'incoming',
    'fallback',
    'status',
    'wait',
    'machine',
    'emergency/message',
    'emergency/after-dial',
    'leg/0',
    'status?leg=x',
    'incoming?retry=9',
  ),
  fc
    .tuple(segment, fc.oneof(fc.nat(12).map(String), strangeText.map(encodeSafely)))
    .map(([state, visit]) => `input/${state}?v=${visit}`),
);

function encodeSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed()).slice(0, 300);
}

async function send(path: string, form: Form): Promise<{ status: number; body: string }> {
  const url = hotline.url + path;
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one.toWellFormed()]),
  );
  const read = Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((one) => one.toWellFormed()) : value.toWellFormed(),
    ]),
  );
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(pairs as [string, string][]).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': sign(hotline.line.authToken, url, read),
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, body: await response.text() };
}

/** Never an error of ours, behind the answer either; what is answered, the carrier can carry out. */
function isSound({ status, body }: { status: number; body: string }, vocabulary: typeof VOICE): void {
  expect([200, 400, 403, 404, 413]).toContain(status);
  expect(body).not.toMatch(/\n\s+at /);
  if (status !== 200) return;
  expect(readTwiml(body, vocabulary)).toMatchObject({ ok: true, warnings: [] });
}

/** Whoever was asked to wait because a step failed was met by an error of ours. */
const failures = () => lines.filter((line) => Number((JSON.parse(line) as { level: number }).level) >= 50);

test('voice webhooks, spoilt and rightly signed', async () => {
  await fc.assert(
    fc.asyncProperty(voicePath, spoiltForm(voice()), async (path, form) => {
      isSound(await send(`/twilio/voice/${path}`, form), VOICE);
      expect(failures()).toEqual([]);
    }),
    runs(1_500),
  );
}, 600_000);

test('SMS webhooks, spoilt and rightly signed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('incoming', 'status'), spoiltForm(sms()), async (path, form) => {
      isSound(await send(`/twilio/sms/${path}`, form), MESSAGING);
      expect(failures()).toEqual([]);
    }),
    runs(1_000),
  );
}, 600_000);
