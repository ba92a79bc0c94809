import { describe, expect, it } from 'vitest';
import { startLine } from '../support/carrier.ts';
import { response, startStub } from './practice-stub.ts';

const ERIKA = '+493023125101';

const pinPrompt = response(
  '<Gather action="/twilio/voice/input/pin?v=1" numDigits="6" finishOnKey="#" timeout="7"><Say language="de-DE">Ihre PIN, bitte.</Say></Gather><Redirect>/twilio/voice/input/pin?v=1</Redirect>',
);

describe('a caller on the strict line', () => {
  it('hears the greeting, types a PIN and is thanked', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': pinPrompt,
      '/twilio/voice/input/pin?v=1': response('<Say>Danke.</Say><Hangup/>'),
    });
    const call = await line.phone(ERIKA).dial();
    expect(call.state).toBe('pin');
    expect(call.heard()).toBe('Ihre PIN, bitte.');

    await call.press('471108#');

    expect(service.at('/twilio/voice/input/pin?v=1').map(({ params }) => params.Digits)).toEqual(['471108']);
    expect(call.heard()).toBe('Danke.');
    expect(call.status).toBe('completed');
    expect(service.asked.at(-1)).toMatchObject({
      path: '/twilio/voice/status',
      params: { CallStatus: 'completed', CallSid: call.sid, SequenceNumber: '0' },
    });
  });

  it('falls through to the next verb when nothing is pressed', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': pinPrompt,
      '/twilio/voice/input/pin?v=1': response('<Say>Auf Wiederhören.</Say>'),
    });
    const call = await line.phone(ERIKA).dial();
    await call.silence();
    expect(service.at('/twilio/voice/input/pin?v=1')[0]?.params.Digits).toBeUndefined();
    expect(call.over).toBe(true);
  });

  it('records after the tone; what is not said is not recorded', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': response(
        '<Record action="/twilio/voice/input/describe" maxLength="120" finishOnKey="#"/><Redirect>/twilio/voice/input/describe?nothing=1</Redirect>',
      ),
      '/twilio/voice/input/describe': response('<Hangup/>'),
      '/twilio/voice/input/describe?nothing=1': response('<Say>Nichts gehört.</Say>'),
    });
    const talker = await line.phone(ERIKA).dial();
    expect(talker.state).toBe('describe');
    await talker.record({ seconds: 12 });
    expect(service.at('/twilio/voice/input/describe')[0]?.params).toMatchObject({
      RecordingDuration: '12',
      Digits: '#',
    });
    const mute = await line.phone(ERIKA).dial();
    await mute.record({ seconds: 0 });
    expect(mute.heard()).toBe('Nichts gehört.');
  });

  it('keeps what was said before hanging up in the middle of a recording', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': response('<Record action="/twilio/voice/input/describe"/>'),
      '/twilio/voice/input/describe': response('<Say>zu spät</Say>'),
    });
    const call = await line.phone(ERIKA).dial();
    await call.hangUp({ spoken: 4 });
    expect(service.at('/twilio/voice/input/describe')[0]?.params).toMatchObject({
      CallStatus: 'completed',
      Digits: 'hangup',
      RecordingDuration: '4',
    });
    expect(call.heardInAll()).toBe('');
  });

  it('is told by the test when there is nothing to press', async () => {
    await using line = await startLine();
    await using _service = await startStub(line, { '/twilio/voice/incoming': response('<Hangup/>') });
    const call = await line.phone(ERIKA).dial();
    await expect(call.press('1')).rejects.toThrow(/the call is over \(completed\)/);
  });
});

describe('what Twilio would not stand', () => {
  it.each([
    ['an unknown verb', response('<Sing>la</Sing>'), /<Sing> is no verb/],
    ['an unknown attribute', response('<Say tempo="fast">Hallo</Say>'), /<Say> has no attribute "tempo"/],
    ['a wrong nesting', response('<Gather action="/x"><Record/></Gather>'), /may not stand inside/],
    ['a value nobody knows', response('<Pause length="long"/>'), /not a value/],
    ['something that is no XML', '<Response><Say>Hallo</Response>', /not XML/],
    ['an answer of the wrong type', { status: 200, type: 'application/json', body: '{}' }, /content type/],
    ['an answer of 500', { status: 500 }, /answered 500/],
    ['TwiML above 64 kB', response(`<Say>${'a'.repeat(65_536)}</Say>`), /64 kB/],
    [
      'a sound that is not there',
      response('<Play>/nowhere.wav</Play>'),
      /nowhere.wav: the sound answered 40/,
    ],
    ['a strange host', response('<Redirect>http://example.com/</Redirect>'), /not the service/],
    ['an endless redirect', response('<Redirect>/twilio/voice/incoming</Redirect>'), /in a row/],
  ])('%s is a fault', async (_what, answer, problem) => {
    await using line = await startLine();
    await using _service = await startStub(line, {
      '/twilio/voice/incoming': answer,
      '/twilio/voice/fallback': response('<Say>Einen Moment bitte.</Say>'),
    });
    line.carrier.settings.voiceFallbackUrl = undefined;
    const call = await line.phone(ERIKA).dial();
    if (!call.over && call.waitsFor) await call.hangUp();
    expect(() => line.expectQuiet()).toThrow(problem);
    line.takeFaults();
  });

  it('sends the call to the fallback URL with the code of the error', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': { status: 503 },
      '/twilio/voice/fallback': response('<Say>Einen Moment bitte.</Say>'),
    });
    const call = await line.phone(ERIKA).dial();
    expect(call.heard()).toBe('Einen Moment bitte.');
    expect(service.at('/twilio/voice/fallback')[0]?.params).toMatchObject({
      ErrorCode: '11200',
      ErrorUrl: `${service.url}/twilio/voice/incoming`,
    });
    expect(line.takeFaults()).toHaveLength(1);
  });
});

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

describe('a number dialled from within a call', () => {
  const EMERGENCY = '+493023125000';
  const dial = '<Dial action="/after" timeout="20"><Number url="/whisper">+493023125000</Number></Dial>';

  it('is bridged after its whisper, and the talk ends on both sides', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': response(dial),
      '/whisper': response('<Say>Ein Kunde wartet.</Say>'),
      '/after': response('<Say>Danke.</Say>'),
    });
    const erika = await line.phone(ERIKA).dial();
    const deps = await (await line.phone(EMERGENCY).rings()).answer();
    expect(deps.heard()).toBe('Ein Kunde wartet.');
    expect([erika.joined, deps.joined]).toEqual([true, true]);
    await deps.hangUp();
    expect(erika.heard()).toContain('Danke.');
    expect(service.at('/after')[0]?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
    });
  });

  it('that nobody answers is told to the action', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {
      '/twilio/voice/incoming': response(dial),
      '/after': response('<Hangup/>'),
    });
    await line.phone(ERIKA).dial();
    await (await line.phone(EMERGENCY).rings()).noAnswer();
    expect(service.at('/after')[0]?.params).toMatchObject({
      DialCallStatus: 'no-answer',
      DialBridged: 'false',
    });
  });

  it('stops ringing when the caller hangs up', async () => {
    await using line = await startLine();
    await using _service = await startStub(line, {
      '/twilio/voice/incoming': response(dial),
      '/after': response(''),
    });
    const erika = await line.phone(ERIKA).dial();
    const ring = await line.phone(EMERGENCY).rings();
    await erika.hangUp();
    expect(ring.status).toBe('canceled');
  });
});
