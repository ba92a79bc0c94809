import { describe, expect, it } from 'vitest';
import { playCriticalCall } from '../../src/cli/demo/critical-call.ts';
import type { BoardTicket } from '../../src/web/practice/practice-routes.ts';
import { startLine } from '../support/carrier.ts';
import { response, startStub } from './practice-stub.ts';

const ERIKA = '+493023125101';
const ANNA = '+4915228817386';

const ask = (state: string, text: string) =>
  response(
    `<Gather action="/twilio/voice/input/${state}" finishOnKey="#" numDigits="${state === 'pin' ? 9 : 1}"><Say>${text}</Say></Gather>`,
  );
const room = response(
  '<Dial action="/twilio/voice/input/bridge"><Conference waitUrl="" endConferenceOnExit="true">case-4711</Conference></Dial>',
);

/** A hotline of a few lines, which pages by text and calls back, in the states of the real one. */
async function startHotline(line: Awaited<ReturnType<typeof startLine>>, callsOnItsOwn: boolean) {
  const ticket: BoardTicket = {
    number: '4711',
    customer: 'Musterwerk AG',
    severity: 1,
    status: 'open',
    openedAt: new Date().toISOString(),
    respondBy: new Date(Date.now() + 1_800_000).toISOString(),
    acknowledgedBy: undefined,
    reach: undefined,
    answeredAt: undefined,
    asksForFacts: false,
    late: false,
    timezone: 'Europe/Berlin',
    events: [],
  };
  const board: BoardTicket[] = [];
  const call = (to: string, leg: string) =>
    void service.client.calls.create({
      to,
      from: line.number,
      url: `${service.url}/twilio/voice/leg/${leg}`,
    });
  const service = await startStub(line, {
    '/twilio/voice/incoming': ask('pin', 'Ihre PIN, bitte.'),
    '/twilio/voice/input/pin': ask('severity', 'Wie dringend ist es?'),
    '/twilio/voice/input/severity': response('<Record action="/twilio/voice/input/describe"/>'),
    '/twilio/voice/input/describe': () => {
      board.push(ticket);
      void service.client.messages.create({
        to: ANNA,
        from: line.number,
        body: 'Fall 4711, Stufe 1. C 4711 verbindet.',
      });
      return ask('hold', 'Bleiben Sie dran?');
    },
    '/twilio/voice/input/hold': () => {
      if (callsOnItsOwn) call(ANNA, 'engineer');
      return response('<Say>Wir rufen zurück.</Say>');
    },
    '/twilio/sms/incoming': () => {
      call(ANNA, 'engineer');
      return response('<Message>Wir verbinden Sie.</Message>');
    },
    '/twilio/voice/leg/engineer': ask('page', 'Fall 4711, Musterwerk AG.'),
    '/twilio/voice/input/page': () => {
      call(ERIKA, 'customer');
      return room;
    },
    '/twilio/voice/leg/customer': ask('callback-answer', 'Ihr Rückruf.'),
    '/twilio/voice/input/callback-answer': room,
    '/twilio/voice/input/bridge': ask('outcome', 'Wie ging es aus?'),
    '/twilio/voice/input/outcome': () => {
      ticket.answeredAt = new Date().toISOString();
      return response('<Say>Die Uhr steht.</Say>');
    },
  });
  return { service, board: async () => board };
}

const cast = {
  caller: { name: 'Erika Beispiel', number: ERIKA, customerNumber: '100234', pin: '471108' },
  engineers: [{ name: 'Anna Weber', number: ANNA }],
  thinkingMs: 0,
  talkMs: 0,
  callPatienceMs: 30,
};

/** What is left of the line after the story: it was all seen on the terminal. */
async function lookAtEverything(line: Awaited<ReturnType<typeof startLine>>): Promise<void> {
  await line.phone(ANNA).rings();
  await line.phone(ERIKA).rings();
  line.phone(ANNA).sms();
}

describe('the critical call on the terminal', () => {
  it.each([
    ['calls the engineer', true],
    ['waits for an answer to its text', false],
  ])('is played to the stopped clock when the hotline %s', async (_how, callsOnItsOwn) => {
    await using line = await startLine();
    const hotline = await startHotline(line, callsOnItsOwn);
    await using _service = hotline.service;
    const lines: string[] = [];
    const end = await playCriticalCall(line.carrier, {
      ...cast,
      board: hotline.board,
      write: (text) => lines.push(text),
    });
    expect(end).toMatchObject({ outcome: 'kept', ticket: { number: '4711' } });
    const story = lines.join('\n');
    for (const part of [
      /Erika Beispiel.*calls the hotline/,
      /Hotline.*Ihre PIN, bitte/,
      /Erika Beispiel.*presses ••••••/,
      /describes the problem \(12 s\)/,
      /Anna Weber.*reads: Fall 4711, Stufe 1\./,
      /Anna Weber.*the phone rings/,
      /Erika Beispiel.*the phone rings/,
      /Erika Beispiel.*and Anna Weber talk to each other/,
      /Anna Weber.*presses 1/,
      /Clock.*stopped after 0:0\d, 29:5\d before the deadline \(ticket 4711\)/,
    ]) {
      expect(story).toMatch(part);
    }
    expect(story).not.toContain('471108');
    await lookAtEverything(line);
  });

  it('says what is missing when the promise is not kept', async () => {
    await using line = await startLine();
    await using _service = await startStub(line, { '/twilio/voice/incoming': response('<Reject/>') });
    const end = await playCriticalCall(line.carrier, {
      ...cast,
      board: async () => [],
      write: () => undefined,
      timeoutMs: 50,
    });
    expect(end).toEqual({ outcome: 'broken', reason: 'there is no ticket after 0:00' });
    // what the carrier has asked for is answered before the service goes
    await line.idle();
  });
});
