import { describe, expect, it } from 'vitest';
import { startLine } from '../support/carrier.ts';
import { response, startStub } from './practice-stub.ts';

const ERIKA = '+493023125101';

describe('calls of the service', () => {
  const ANNA = '+4915228817386';
  const whole = ['initiated', 'ringing', 'answered', 'completed'];

  it('ring, are answered, and report each stage in order', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/leg/1': response(
        '<Gather action="/twilio/voice/input/page" numDigits="1"><Say>Drücken Sie 1.</Say></Gather>',
      ),
      '/twilio/voice/input/page': response('<Hangup/>'),
    });
    const placed = await service.client.calls.create({
      to: ANNA,
      from: line.number,
      url: `${service.url}/twilio/voice/leg/1`,
      statusCallback: `${service.url}/twilio/voice/status`,
      statusCallbackEvent: whole,
      timeout: 25,
    });
    expect(placed).toMatchObject({ status: 'queued', direction: 'outbound-api', to: ANNA });

    const ring = await line.phone(ANNA).rings();
    expect(ring).toMatchObject({ status: 'ringing', from: line.number });
    const call = await ring.answer();
    expect(call.state).toBe('page');
    await call.press('1');

    const statuses = service.at('/twilio/voice/status').map(({ params }) => params);
    expect(statuses.map((params) => params.CallStatus)).toEqual([
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ]);
    expect(statuses.map((params) => params.SequenceNumber)).toEqual(['0', '1', '2', '3']);
    const fetched = await service.client.calls(placed.sid).fetch();
    expect(fetched).toMatchObject({ status: 'completed', duration: '0' });
    expect(fetched.endTime).toBeInstanceOf(Date);
    expect(await service.client.calls.list({ to: ANNA, limit: 5 })).toHaveLength(1);
  });

  it.each([
    ['decline', 'busy'],
    ['busy', 'busy'],
    ['noAnswer', 'no-answer'],
    ['unreachable', 'failed'],
  ] as const)('end after %s as %s', async (what, status) => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    await service.client.calls.create({
      to: ANNA,
      from: line.number,
      twiml: response('<Say>Hallo</Say>'),
      statusCallback: `${service.url}/twilio/voice/status`,
    });
    const ring = await line.phone(ANNA).rings();
    await ring[what]();
    expect(service.at('/twilio/voice/status').map(({ params }) => params.CallStatus)).toEqual([status]);
  });

  it('say that a machine answered, where detection was asked for', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/leg': response('<Gather action="/next"/>'),
      '/amd-status': { status: 204 },
    });
    const call = { to: ANNA, from: line.number, url: `${service.url}/leg`, machineDetection: 'Enable' };
    await service.client.calls.create(call);
    await (await line.phone(ANNA).rings()).machine();
    expect(service.at('/leg')[0]?.params.AnsweredBy).toBe('machine_start');

    await service.client.calls.create({
      ...call,
      asyncAmd: 'true',
      asyncAmdStatusCallback: `${service.url}/amd-status`,
    });
    await (await line.phone(ANNA).rings()).machine();
    expect(service.at('/leg')[1]?.params.AnsweredBy).toBeUndefined();
    expect(service.asked.at(-1)).toMatchObject({
      path: '/amd-status',
      params: { AnsweredBy: 'machine_start' },
    });
  });

  it('are cancelled while they ring and redirected while they run', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/leg': response('<Gather action="/next"><Say>Warten Sie.</Say></Gather>'),
      '/elsewhere': response('<Say>Schon vergeben.</Say>'),
    });
    const { client } = service;
    const call = { to: ANNA, from: line.number, url: `${service.url}/leg` };
    const ringing = await client.calls.create(call);
    const ring = await line.phone(ANNA).rings();
    await expect(client.calls(ringing.sid).update({ url: `${service.url}/elsewhere` })).rejects.toMatchObject(
      {
        status: 400,
        code: 21220,
      },
    );
    await client.calls(ringing.sid).update({ status: 'canceled' });
    await line.idle();
    expect(ring.status).toBe('canceled');

    const running = await client.calls.create(call);
    const talk = await (await line.phone(ANNA).rings()).answer();
    await client.calls(running.sid).update({ url: `${service.url}/elsewhere` });
    await line.idle();
    expect(talk.heardInAll()).toBe('Warten Sie. Schon vergeben.');
    expect(talk.over).toBe(true);
  });

  it('fail the test when nobody looks at them', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    await service.client.calls.create({ to: ANNA, from: line.number, twiml: response('<Hangup/>') });
    await service.client.messages.create({ to: ANNA, from: line.number, body: 'A 4711?' });
    await line.idle();
    expect(() => line.expectQuiet()).toThrow(/call to .* nobody looked at[\s\S]*message to/);
    await expect(line.phone(ERIKA).rings()).rejects.toThrow(/does not ring/);
    line.phone(ANNA).sms();
    await (await line.phone(ANNA).rings()).decline();
    line.expectQuiet();
  });
});

describe('two legs in one conference', () => {
  const ANNA = '+4915228817386';
  const room = (attributes: string, verb = '') =>
    response(
      `<Dial action="/after" hangupOnStar="true" ${verb}><Conference waitUrl="/wait" ${attributes}>case-4711</Conference></Dial>`,
    );

  it('are joined, and the one whose leaving ends the room sends the other to its action', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': room('startConferenceOnEnter="false"'),
      '/wait': response('<Say>Wir verbinden.</Say><Play>/music.wav</Play>'),
      '/leg': room('endConferenceOnExit="true"'),
      '/after': response('<Gather action="/twilio/voice/input/outcome" numDigits="1"/>'),
    });
    const erika = await line.phone(ERIKA).dial();
    expect(erika).toMatchObject({ joined: false, room: 'case-4711', waitsFor: 'conference' });
    expect(erika.heard()).toBe('Wir verbinden.');

    await service.client.calls.create({ to: ANNA, from: line.number, url: `${service.url}/leg` });
    const anna = await (await line.phone(ANNA).rings()).answer();
    expect([erika.joined, anna.joined]).toEqual([true, true]);

    await anna.press('*');
    expect([erika.state, anna.state]).toEqual(['outcome', 'outcome']);
    expect(service.at('/after')[0]?.params.DialCallStatus).toBe('completed');
    await erika.hangUp();
    await anna.hangUp();
  });

  it('wait no longer than the limit of the Dial', async () => {
    await using line = await startLine();
    await using _service = await startStub(line, {
      '/twilio/voice/incoming': room('', 'timeLimit="600"'),
      '/wait': response('<Play>/music.wav</Play>'),
      '/after': response('<Say>Wir rufen zurück.</Say>'),
    });
    const erika = await line.phone(ERIKA).dial();
    await erika.silence();
    expect(erika.heard()).toBe('Wir rufen zurück.');
  });
});
