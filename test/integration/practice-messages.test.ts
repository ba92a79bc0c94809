import { describe, expect, it } from 'vitest';
import { startLine } from '../support/carrier.ts';
import { response, startStub } from './practice-stub.ts';

const ANNA = '+4915228817386';

describe('messages of the service', () => {
  it('reach the phone, and each stage is reported', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    const sent = await service.client.messages.create({
      to: ANNA,
      from: line.number,
      body: 'Fall 4711, Stufe 1. A nimmt an.',
      statusCallback: `${service.url}/twilio/sms/status`,
      validityPeriod: 600,
    });
    expect(sent).toMatchObject({ status: 'queued', numSegments: '1' });
    await line.idle();
    expect(line.phone(ANNA).sms()).toEqual(['Fall 4711, Stufe 1. A nimmt an.']);
    expect(service.at('/twilio/sms/status').map(({ params }) => params.MessageStatus)).toEqual([
      'queued',
      'sent',
      'delivered',
    ]);
    const [listed] = await service.client.messages.list({ to: ANNA });
    expect(listed).toMatchObject({ sid: sent.sid, status: 'delivered' });
  });

  it('that cannot be delivered say why', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    line.phone(ANNA).refuseSms(30005);
    const statusCallback = `${service.url}/twilio/sms/status`;
    await service.client.messages.create({ to: ANNA, from: line.number, body: 'Hallo', statusCallback });
    await line.idle();
    expect(service.asked.at(-1)?.params).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30005' });
    expect(line.phone(ANNA).undelivered()).toEqual(['Hallo']);
    expect(line.phone(ANNA).sms()).toEqual([]);
  });

  it.each([
    ['a number that is none', { to: '0171', body: 'x' }, 21211],
    ['no text', { to: ANNA, body: '' }, 21602],
    ['a text above 1600 characters', { to: ANNA, body: 'x'.repeat(1601) }, 21617],
    ['a landline', { to: '+15005550009', body: 'x' }, 21614],
    ['a validity of no length', { to: ANNA, body: 'x', validityPeriod: 0 }, 21622],
  ])('are refused for %s', async (_what, message, code) => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    await expect(service.client.messages.create({ from: line.number, ...message })).rejects.toMatchObject({
      status: 400,
      code,
    });
  });

  it('are refused once the phone has opted out, until it opts in again', async () => {
    await using line = await startLine();
    await using service = await startStub(line, { '/twilio/sms/incoming': response('') });
    const anna = line.phone(ANNA);
    const send = () => service.client.messages.create({ to: ANNA, from: line.number, body: 'Hallo' });
    await anna.sendSms('Stop');
    expect(service.at('/twilio/sms/incoming')[0]?.params.Body).toBe('Stop');
    expect(anna.newSms().join()).toContain('unsubscribed');
    await expect(send()).rejects.toMatchObject({ code: 21610 });
    await anna.sendSms('START');
    await send();
    await line.idle();
    expect(anna.newSms()).toEqual(['Hallo']);
  });
});

describe('a text to the hotline', () => {
  it('is answered by TwiML', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/sms/incoming': response('<Message>4711 ist Ihrer.</Message>'),
    });
    await line.phone(ANNA).sendSms('A 4711 ✓');
    expect(service.asked[0]?.params).toMatchObject({
      From: ANNA,
      To: line.number,
      Body: 'A 4711 ✓',
      NumMedia: '0',
    });
    expect(line.phone(ANNA).sms()).toEqual(['4711 ist Ihrer.']);
    expect(line.lastTwiml()).toContain('4711 ist Ihrer.');
  });

  it('comes twice with the same body and signature', async () => {
    await using line = await startLine();
    await using service = await startStub(line, { '/twilio/sms/incoming': response('') });
    await line.phone(ANNA).sendSms('A');
    const again = await line.replayLast();
    expect(again.status).toBe(200);
    expect(service.asked[1]).toEqual(service.asked[0]);
  });
});

describe('a carrier in trouble', () => {
  const message = { to: ANNA, body: 'Hallo' };

  it.each([
    [429, { status: 429, code: 20429 }],
    [500, { status: 500, code: 20500 }],
  ])('answers %i as often as planned', async (failure, error) => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    line.failNext({ path: 'Messages', times: 2, failure });
    const send = () => service.client.messages.create({ from: line.number, ...message });
    await expect(send()).rejects.toMatchObject(error);
    await expect(send()).rejects.toMatchObject(error);
    await send();
    await line.idle();
    expect(line.phone(ANNA).sms()).toEqual(['Hallo']);
  });

  it('cuts the line with or without having done it', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    const send = () => service.client.messages.create({ from: line.number, ...message });
    line.failNext({ path: 'Messages', failure: 'reset' });
    await expect(send()).rejects.toThrow();
    await line.idle();
    expect(line.phone(ANNA).sms()).toEqual([]);
    line.failNext({ path: 'Messages', failure: 'accept-then-fail' });
    await expect(send()).rejects.toThrow();
    await line.idle();
    expect(line.phone(ANNA).sms()).toEqual(['Hallo']);
  });

  it('is slow until the test lets it answer', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    line.failNext({ path: 'Messages', failure: 'slow' });
    const sending = service.client.messages.create({ from: line.number, ...message });
    await line.idle();
    expect(line.phone(ANNA).sms()).toEqual([]);
    await line.slowRequest();
    line.answerSlowRequests();
    await sending;
    await line.idle();
    expect(line.phone(ANNA).sms()).toEqual(['Hallo']);
  });

  it('delivers callbacks late and in the wrong order', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    line.holdBack('/twilio/sms/status');
    const statusCallback = `${service.url}/twilio/sms/status`;
    await service.client.messages.create({ from: line.number, ...message, statusCallback });
    await line.idle();
    expect(service.asked).toEqual([]);
    await line.deliverLate({ reversed: true });
    expect(service.asked.map(({ params }) => params.MessageStatus)).toEqual(['delivered', 'sent', 'queued']);
    line.phone(ANNA).sms();
  });
});

describe('the REST API', () => {
  const url = (line: { apiBaseUrl: string; accountSid: string }, path: string) =>
    `${line.apiBaseUrl}/2010-04-01/Accounts/${line.accountSid}/${path}`;
  const basic = (user: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
  });

  it('lets in the account and its keys, and nobody else', async () => {
    await using line = await startLine();
    const status = async (headers: Record<string, string>) =>
      (await fetch(url(line, 'Calls.json'), { headers })).status;
    expect(await status(basic(line.accountSid, line.authToken))).toBe(200);
    expect(await status(basic(line.apiKey.sid, line.apiKey.secret))).toBe(200);
    expect(await status(basic(line.accountSid, 'guessed'))).toBe(401);
    expect(await status(basic('constructor', ''))).toBe(401);
    expect(await status({})).toBe(401);
  });

  it('refuses parameters Twilio does not know, which is a fault', async () => {
    await using line = await startLine();
    const answer = await fetch(url(line, 'Calls.json'), {
      method: 'POST',
      headers: basic(line.accountSid, line.authToken),
      body: new URLSearchParams({ To: ANNA, From: line.number, Url: 'http://127.0.0.1/', TimeOut: '20' }),
    });
    expect(answer.status).toBe(400);
    expect(line.takeFaults().map(({ problem }) => problem)).toEqual([
      'the REST API has no parameter "TimeOut" here',
    ]);
  });

  it('points the number elsewhere', async () => {
    await using line = await startLine();
    await using service = await startStub(line, { '/other': response('<Say>Hier.</Say>') });
    const [number] = await service.client.incomingPhoneNumbers.list({ phoneNumber: line.number });
    expect(number?.voiceUrl).toBe(`${service.url}/twilio/voice/incoming`);
    await service.client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: `${service.url}/other` });
    const call = await line.phone(ANNA).dial();
    expect(call.heardInAll()).toBe('Hier.');
  });

  it('hands out recordings and deletes them', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': response('<Record action="/done"/>'),
      '/done': response(''),
    });
    const call = await line.phone(ANNA).dial();
    await call.record({ seconds: 3 });
    const sid = service.at('/done')[0]?.params.RecordingSid ?? '';
    const headers = basic(line.accountSid, line.authToken);
    for (const [format, type] of [
      ['wav', 'audio/x-wav'],
      ['mp3', 'audio/mpeg'],
    ]) {
      const sound = await fetch(url(line, `Recordings/${sid}.${format}`), { headers });
      expect(sound.headers.get('content-type')).toBe(type);
      expect((await sound.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    }
    expect((await service.client.recordings(sid).fetch()).duration).toBe('3');
    await service.client.recordings(sid).remove();
    await expect(service.client.recordings(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});
