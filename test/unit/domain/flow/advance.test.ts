import { describe, expect, it } from 'vitest';
import { advance, follow, wake } from '../../../../src/domain/flow/advance.ts';
import { type Flow, flowSchema } from '../../../../src/domain/flow/flow.ts';
import { firstVisit, type Input, MAX_VISITS, type Visit } from '../../../../src/domain/flow/visit.ts';
import { render } from '../../../../src/telephony/twilio/render-twiml.ts';
import { stage } from './shipped.ts';

const flow: Flow = flowSchema.parse({
  flow: 'small',
  'initial-state': 'pin',
  states: {
    pin: {
      type: 'collect',
      say: 'pin',
      digits: { min: 4, max: 10 },
      secret: 'pin',
      next: 'check',
      'give-up': 'lane',
    },
    check: {
      type: 'run',
      action: 'check',
      transitions: {
        right: { to: 'menu', say: 'greeting' },
        wrong: { to: 'pin', say: 'pin-wrong', retry: true },
      },
    },
    menu: {
      type: 'menu',
      say: 'menu',
      'save-as': 'choice',
      keys: { 1: { to: 'waiting', set: { kind: 'problem' } }, 9: { to: 'menu', save: false } },
      'give-up': 'goodbye',
    },
    waiting: { type: 'hold', say: 'waiting', 'round-seconds': 30, keys: { 2: 'goodbye' }, next: 'check' },
    lane: { type: 'record', say: 'message', 'max-seconds': 60, next: 'goodbye', 'give-up': 'goodbye' },
    goodbye: { type: 'end', say: 'goodbye' },
  },
});

const at = (state: string, changes: Partial<Visit> = {}): Visit => ({
  ...firstVisit(flow, 'de'),
  state,
  number: 5,
  ...changes,
});
const keys = (digits: string): Input => ({ kind: 'digits', digits });
const recording = (seconds: number): Input => ({ kind: 'recording', sid: `RE${'a'.repeat(32)}`, seconds });
const reply = (visit: Visit, input: Input) => advance(flow, [], visit, input);

describe('digits', () => {
  it.each(['', '1', '123', '12345678901', '12*4', '*', '##', 'hangup', '٤٧١١'])('%j is no PIN', (typed) => {
    const { visit, secrets } = reply(at('pin'), keys(typed));
    expect(visit).toMatchObject({ state: 'pin', number: 6, tries: { pin: 1 } });
    expect(secrets).toEqual({});
  });

  it('reach the next action as a secret and are kept nowhere', () => {
    const advanced = reply(at('pin'), keys('471108'));
    expect(advanced).toMatchObject({ visit: { state: 'check' }, secrets: { pin: '471108' } });
    expect(JSON.stringify([advanced.visit, advanced.answer])).not.toContain('471108');
  });
});

describe('a try', () => {
  it('is counted over the whole call: wrong digits, silence and a wrong PIN alike', () => {
    let { visit } = reply(at('pin'), keys(''));
    expect(visit.preface).toEqual(['no-input']);
    ({ visit } = reply(visit, keys('12')));
    expect(visit.preface).toEqual(['no-match-digits']);
    ({ visit } = reply(visit, keys('0815')));
    visit = follow(flow, visit, 'wrong');
    expect(visit).toMatchObject({ state: 'lane', tries: { pin: 3 } });
  });

  it('begins with what became of the answer before it', () => {
    const { visit } = reply(at('pin'), keys('0815'));
    expect(follow(flow, visit, 'wrong')).toMatchObject({ state: 'pin', preface: ['pin-wrong'] });
    expect(follow(flow, visit, 'right')).toMatchObject({ state: 'menu', preface: ['greeting'] });
  });
});

describe('a key', () => {
  it('leads on, sets what it sets and is kept where the menu says so', () => {
    expect(reply(at('menu'), keys('1')).visit).toMatchObject({
      state: 'waiting',
      vars: { choice: '1', kind: 'problem' },
    });
    expect(reply(at('menu'), keys('9')).visit).toMatchObject({ state: 'menu', vars: {}, tries: {} });
  });

  it.each(['constructor', '__proto__', 'toString', '11', ' 1', '1#'])('%j is none', (typed) => {
    expect(reply(at('menu'), keys(typed)).visit).toMatchObject({ state: 'menu', preface: ['no-match'] });
  });

  it('keeps its meaning on hold, however long that takes', () => {
    const late = at('waiting', { number: MAX_VISITS + 20 });
    expect(reply(late, keys('2')).visit.state).toBe('goodbye');
    expect(reply(late, keys('7')).visit.state).toBe('check');
  });
});

describe('a recording', () => {
  it.each([
    [recording(0), 'goodbye', {}],
    [keys(''), 'goodbye', {}],
    [recording(3_600), 'goodbye', { recording: `RE${'a'.repeat(32)}`, 'recording-seconds': '3600' }],
  ])('%j', (input, state, vars) => {
    expect(reply(at('lane'), input).visit).toMatchObject({ state, vars });
  });
});

describe('a call without end', () => {
  it('is led to the most helpful way on', () => {
    expect(reply(at('pin', { number: MAX_VISITS }), keys('471108')).visit.state).toBe('lane');
    expect(reply(at('menu', { number: MAX_VISITS }), keys('9')).visit.state).toBe('goodbye');
  });
});

describe('a leg that waits', () => {
  it('is woken where it waits, and nowhere else', () => {
    expect(wake(flow, at('waiting'))).toMatchObject({ state: 'check', number: 6 });
    expect(wake(flow, at('menu'))).toBeNull();
  });

  it('is never left without words: woken before the carrier knows, it asks again by itself', () => {
    const twiml = render(flow, at('check', { number: 6 }), stage);
    expect(twiml).toContain('<Pause');
    expect(twiml).toContain('/twilio/voice/input/check?v=6</Redirect>');
  });
});
