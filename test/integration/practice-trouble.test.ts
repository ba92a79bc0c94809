import { describe, expect, it } from 'vitest';
import { viewOf } from '../../src/web/practice/call-view.ts';
import { act, type PhoneAction, phoneAction } from '../../src/web/practice/phone-actions.ts';
import { type Line, startLine } from '../support/carrier.ts';
import { response, startStub } from './practice-stub.ts';

const ANNA = '+4915228817386';
const BEN = '+4915228817387';

const trainer = (line: Line, action: PhoneAction) => act(phoneAction.parse(action), line.carrier);
const rings = (to: string, line: Line) => ({
  to,
  from: line.number,
  twiml: response('<Say>Guten Tag.</Say>'),
});

describe('what a trainer lets go wrong', () => {
  it('a phone that is off rings nobody, and takes no text', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    trainer(line, { do: 'turn', phones: [ANNA], state: 'off' });

    await service.client.calls.create(rings(ANNA, line));
    await service.client.messages.create({ to: ANNA, from: line.number, body: 'Hallo' });
    await line.idle();

    expect((await line.phone(ANNA).rings()).status).toBe('no-answer');
    expect(line.phone(ANNA).undelivered()).toEqual(['Hallo']);
    expect(line.carrier.texting.messages[0]?.errorCode).toBe(30003);
  });

  it('a voicemail answers by itself; the phone beside it waits for its person', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    trainer(line, { do: 'turn', phones: [ANNA], state: 'voicemail' });

    await service.client.calls.create({ ...rings(ANNA, line), machineDetection: 'Enable' });
    await service.client.calls.create(rings(BEN, line));
    await line.idle();

    expect((await line.phone(ANNA).rings()).status).toBe('completed');
    expect(line.carrier.legs[0]?.detectedAs).toBe('machine_start');
    const call = await (await line.phone(BEN).rings()).answer();
    expect(call.heard()).toBe('Guten Tag.');
  });

  it('a landline rings, but a text to it does not arrive; switched on again it does', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    const text = (body: string) => service.client.messages.create({ to: ANNA, from: line.number, body });
    trainer(line, { do: 'turn', phones: [ANNA], state: 'landline' });
    await text('eins');
    await line.idle();
    trainer(line, { do: 'turn', phones: [ANNA], state: 'on' });
    await text('zwei');
    await line.idle();

    expect(line.phone(ANNA).undelivered()).toEqual(['eins']);
    expect(line.phone(ANNA).sms()).toEqual(['zwei']);
    expect(viewOf(line.carrier).phones).toEqual({});
  });

  it('a carrier that refuses or is away does so until it is said to work', async () => {
    await using line = await startLine();
    await using service = await startStub(line, {});
    const list = () => service.client.messages.list({ to: ANNA });
    trainer(line, { do: 'carrier', state: 'refuses' });
    await expect(list()).rejects.toMatchObject({ status: 429 });
    await expect(list()).rejects.toMatchObject({ status: 429 });
    trainer(line, { do: 'carrier', state: 'away' });
    await expect(list()).rejects.toThrow();
    expect(viewOf(line.carrier).carrier).toBe('away');
    trainer(line, { do: 'carrier', state: 'works' });
    expect(await list()).toEqual([]);
  });

  it.each([
    { do: 'turn', phones: [ANNA], state: 'broken' },
    { do: 'turn', phones: ANNA, state: 'off' },
    { do: 'carrier', state: 'on fire' },
  ])('nothing else: %j', (action) => {
    expect(phoneAction.safeParse(action).success).toBe(false);
  });
});
