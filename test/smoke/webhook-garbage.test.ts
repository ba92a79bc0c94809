import { request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { sign } from '../../src/telephony/twilio/signature.ts';
import { ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

let hotline: Hotline;
beforeAll(async () => {
  hotline = await openHotline();
});

const SID = `CA${'0'.repeat(32)}`;
const ring = () => ({
  CallSid: SID,
  AccountSid: hotline.line.accountSid,
  From: '+493023125101',
  To: hotline.line.number,
  CallStatus: 'ringing',
  Direction: 'inbound',
});

interface Attempt {
  path?: string;
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** Sends a form of any kind; signed by the carrier unless the headers say otherwise. */
async function send(params: Record<string, unknown>, attempt: Attempt = {}) {
  const { path = '/twilio/voice/incoming', method = 'POST' } = attempt;
  const body = attempt.body ?? new URLSearchParams(Object.entries(params).flatMap(toPairs)).toString();
  const url = hotline.url + path;
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': sign(hotline.line.authToken, url, params),
      ...attempt.headers,
    },
    ...(method === 'GET' ? {} : { body }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: await response.text(),
  };
}

function toPairs([name, value]: [string, unknown]): [string, string][] {
  return Array.isArray(value) ? value.map((one) => [name, String(one)]) : [[name, String(value)]];
}

const PATHS = [
  '/twilio/voice/incoming',
  '/twilio/voice/fallback',
  '/twilio/voice/status',
  '/twilio/voice/input/pin?v=2',
  '/twilio/voice/wait',
  '/twilio/sms/incoming',
  '/twilio/sms/status',
];

describe.each(PATHS)('%s', (path) => {
  test('refuses a forged signature, a missing one, and one for another address', async () => {
    const elsewhere = sign(hotline.line.authToken, `${hotline.url}/elsewhere`, ring());
    for (const signature of [
      'forged',
      '',
      'ü',
      elsewhere,
      sign('another token', hotline.url + path, ring()),
    ]) {
      const headers = { 'x-twilio-signature': encodeURIComponent(signature) };
      expect(await send(ring(), { path, headers })).toMatchObject({
        status: 403,
        type: expect.stringContaining('text/plain'),
      });
    }
    const unsigned = await fetch(hotline.url + path, { method: 'POST', body: new URLSearchParams(ring()) });
    expect(unsigned.status).toBe(403);
  });

  test('refuses a form that was changed on the way', async () => {
    const body = new URLSearchParams({ ...ring(), From: '+493023125201' }).toString();
    expect(await send(ring(), { path, body })).toMatchObject({ status: 403 });
  });

  test('refuses what is no form of the carrier, with a reason', async () => {
    expect(await send({}, { path })).toMatchObject({ status: 400, body: expect.stringContaining('Sid') });
    expect([400, 404]).toContain((await send({}, { path, method: 'GET' })).status);
    expect(
      await send({}, { path, body: '{"CallSid":', headers: { 'content-type': 'application/json' } }),
    ).toMatchObject({ status: 400 });
  });

  test('refuses more than it needs to read', async () => {
    const { status, body } = await send({ ...ring(), Junk: 'x'.repeat(200_000) }, { path });
    expect([status, body]).toEqual([413, 'That is more than is read here. Please send less at once.\n']);
  });
});

test.each([
  ['doubled', [SID, SID]],
  ['doubled and different', [SID, `CA${'1'.repeat(32)}`]],
  ['empty', ''],
  ['of a message', `SM${'0'.repeat(32)}`],
  ['too short', 'CA0'],
  ['too long', `${SID}0`],
  ['with something before it', ` ${SID}`],
  ['with a line break after it', `${SID}\n`],
  ['SQL', `CA'; drop table calls; --`],
])('a CallSid that is %s is refused', async (_what, CallSid) => {
  for (const path of ['/twilio/voice/incoming', '/twilio/voice/input/pin?v=2', '/twilio/voice/status'])
    expect(await send({ ...ring(), CallSid }, { path })).toMatchObject({ status: 400 });
});

test.each(['Digits', 'From', 'To', 'RecordingSid', 'CallStatus', 'AnsweredBy'])(
  'a doubled %s is refused',
  async (name) => {
    expect(await send({ ...ring(), [name]: ['1', '2'] })).toMatchObject({ status: 400 });
  },
);

test('an address that names no state is met on a call under way as a late answer is, whatever it says', async () => {
  expect(await send(ring())).toMatchObject({ status: 200 });
  for (const state of ['%00', 'a%00b', '%F0%9F%9A%A8', 'x'.repeat(2_000)])
    expect(
      await send({ ...ring(), Digits: '1' }, { path: `/twilio/voice/input/${state}?v=1` }),
    ).toMatchObject({
      status: 200,
      body: expect.not.stringContaining('retry='),
    });
});

test('the form of another account is refused', async () => {
  expect(await send({ ...ring(), AccountSid: `AC${'9'.repeat(32)}` })).toMatchObject({ status: 400 });
});

test.each([
  ['%ZZ', 400],
  ['%00', 200],
  ['constructor', 200],
  ['__proto__', 200],
  ['pin', 200],
])('the state %s in the address is answered with %i, never with an error of ours', async (state, status) => {
  for (const query of ['', '?v=', '?v=1&v=2', '?v=-1', '?v=1e99', '?v=%00', '?retry=99']) {
    const path = `/twilio/voice/input/${state}${query}`;
    const answer = await send({ ...ring(), CallSid: `CA${'2'.repeat(32)}`, Digits: '1' }, { path });
    expect(answer).toMatchObject({ status });
  }
});

test('no address but ours answers, and none tells what it is made of', async () => {
  const answer = await send(ring(), { path: '/twilio/voice/elsewhere' });
  expect(answer.status).toBe(404);
  const response = await fetch(`${hotline.url}/twilio/voice/incoming`, { method: 'POST' });
  expect(response.headers.get('x-powered-by')).toBeNull();
});

test('digits for a call nobody knows begin that call anew', async () => {
  const unknown = { ...ring(), CallSid: `CA${'3'.repeat(32)}`, Digits: '1', CallStatus: 'in-progress' };
  const answer = await send(unknown, { path: '/twilio/voice/input/severity?v=9' });
  expect(answer).toMatchObject({ status: 200, type: expect.stringContaining('text/xml') });
  expect(answer.body).toContain('PIN');
  expect(await send(unknown, { path: '/twilio/voice/input/severity?v=9' })).toEqual(answer);
});

test('reports on calls and messages nobody knows change nothing', async () => {
  const gone = { ...ring(), CallSid: `CA${'4'.repeat(32)}`, CallStatus: 'completed' };
  for (const query of ['', '?leg=', '?leg=1', '?leg=00000000-0000-0000-0000-000000000000', '?leg=a&leg=b'])
    expect(await send(gone, { path: `/twilio/voice/status${query}` })).toMatchObject({ status: 200 });
  expect(await send({ ...gone, CallStatus: 'no such word' }, { path: '/twilio/voice/status' })).toMatchObject(
    { status: 200 },
  );
  const message = {
    MessageSid: `SM${'4'.repeat(32)}`,
    From: hotline.line.number,
    To: '+493023125101',
    MessageStatus: 'failed',
    ErrorCode: '30003',
  };
  expect(await send(message, { path: '/twilio/sms/status' })).toMatchObject({ status: 200 });
});

test.each([
  '\u0000',
  'A 4711\u0000',
  '\ud83d',
  '🙂'.repeat(800),
  '<b>&amp;</b>',
  "'; drop table messages; --",
  'x'.repeat(19_000),
])('an SMS %j is taken, whatever it holds', async (Body) => {
  for (const From of ['+4915228817386', '+493023125101', '+493023125999', 'anonymous']) {
    const MessageSid = `SM${Math.abs(hash(Body + From))
      .toString(16)
      .padStart(32, '0')}`;
    const answer = await send(
      { MessageSid, From, To: hotline.line.number, Body: Body.toWellFormed() },
      { path: '/twilio/sms/incoming' },
    );
    expect(answer).toMatchObject({ status: 200, type: expect.stringContaining('text/xml') });
    expect(answer.body).not.toContain('nicht geklappt');
  }
  await hotline.settle();
  hotline.phones.anna.sms();
});

function hash(text: string): number {
  return [...text].reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_647,
    7,
  );
}

test('a signed text that was cut anew, into an order in another name, is refused; one about parameters is not', async () => {
  const engineer = '+4915228817386';
  const text = (Body: string) => ({
    AccountSid: hotline.line.accountSid,
    Body,
    From: '+4915228817399',
    FromCity: 'BERLIN',
    MessageSid: `SM${'6'.repeat(32)}`,
    To: hotline.line.number,
  });
  const captured = text(`A 4711From${engineer}FromCity`);
  const forged = {
    ...captured,
    Body: 'A 4711',
    From: engineer,
    FromCity: 'From+4915228817399FromCityBERLIN',
  };
  const path = '/twilio/sms/incoming';
  const body = new URLSearchParams(forged).toString();
  expect(await send(captured, { path, body })).toMatchObject({
    status: 400,
    body: expect.stringContaining('FromCity may hold other parameters'),
  });
  const about = text('FromCity=Berlin, FromCountry=DE');
  expect(await send(about, { path })).toMatchObject({ status: 200 });
  await hotline.settle();
});

test('a form in an unknown encoding, and one that is cut off, are refused', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=klingon' };
  expect((await send(ring(), { headers })).status).toBe(415);
  const cutOff = await new Promise<string>((resolve) => {
    const { port } = new URL(hotline.url);
    const half = request({
      port,
      path: '/twilio/voice/incoming',
      method: 'POST',
      headers: { 'content-length': 500, 'content-type': 'application/x-www-form-urlencoded' },
    });
    half.on('error', () => resolve('cut'));
    half.on('response', (response) => resolve(String(response.statusCode)));
    half.write('CallSid=');
    half.destroy();
  });
  expect(cutOff).toBe('cut');
  expect((await send({ ...ring(), CallSid: `CA${'5'.repeat(32)}` })).status).toBe(200);
});

test('after all this there is no ticket, no call went out, and the line is quiet', async () => {
  expect(await ticketsOf(hotline)).toEqual([]);
  // what Erika wrote is kept: she is told so once, and the supervisors read each text
  const { erika, supervisor } = hotline.phones;
  expect(erika.newSms()).toEqual([expect.stringContaining('Ihre Nachricht ist angekommen')]);
  const told = supervisor.newSms();
  expect(told).toHaveLength(4);
  for (const text of told) expect(text).toMatch(/^Erika Beispiel schreibt ohne Ticket: "/);
  await hotline[Symbol.asyncDispose]();
});
