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
