import { describe, expect, test } from 'vitest';
import { FLOW_RULES } from '../../../../src/app/flow-rules.ts';
import { measureFlow } from '../../../../src/domain/flow/measure-flow.ts';
import { speechSeconds } from '../../../../src/domain/flow/speech-time.ts';
import { loadScript, SHIPPED_FLOWS } from '../../../../src/domain/flow-files/load.ts';
import { readFlow, readPrompts, scriptOf } from './flows.ts';

/** Fourteen characters a second: each of these is said in whole seconds. */
const oneSecond = 'x'.repeat(14);
const twoSeconds = 'x'.repeat(28);

const english = readPrompts('en', '1', {
  language: oneSecond,
  pin: twoSeconds,
  'pin-welcome': oneSecond,
  severity: oneSecond,
  detour: oneSecond,
  bye: oneSecond,
});

const short = readFlow({
  'initial-state': 'identify',
  states: {
    identify: {
      type: 'run',
      action: 'identify-caller',
      transitions: { contact: { to: 'pin', say: 'pin-welcome' }, unknown: 'language' },
    },
    language: { type: 'language-menu', say: 'language', next: 'pin', 'give-up': 'pin' },
    pin: {
      type: 'collect',
      say: 'pin',
      digits: { min: 4, max: 10 },
      next: 'verify',
      'give-up': 'bye',
    },
    verify: {
      type: 'run',
      action: 'verify-pin',
      transitions: { verified: 'severity', wrong: { to: 'pin', retry: true }, locked: 'bye' },
    },
    severity: {
      type: 'menu',
      say: 'severity',
      'save-as': 'severity',
      keys: { 1: 'open', 2: 'open', 3: { to: 'detour', save: false } },
      'give-up': 'bye',
    },
    detour: { type: 'menu', say: 'detour', keys: { 1: 'severity' }, 'give-up': 'bye' },
    open: { type: 'run', action: 'open-ticket', transitions: { opened: 'bye' } },
    bye: { type: 'end', say: 'bye' },
  },
});

describe('the way to a critical ticket', () => {
  const [measures] = measureFlow(short, scriptOf(english));

  test('takes the fewest keys: six digits and the hash key, and the severity', () => {
    expect(measures?.critical.knownNumber).toEqual({
      answers: 2,
      keys: 8,
      listeningSeconds: 4,
      interruptingSeconds: 0,
      states: ['pin', 'severity'],
    });
  });

  test('is longer for an unknown number, which chooses a language', () => {
    expect(measures?.critical.unknownNumber).toMatchObject({
      keys: 9,
      listeningSeconds: 4,
      states: ['language', 'pin', 'severity'],
    });
  });

  test('hears the language menu in every language', () => {
    const german = readPrompts('de', '2', { ...english.say, language: 'x'.repeat(42) });
    const [, inGerman] = measureFlow(short, scriptOf(english, german));
    expect(inGerman?.critical.unknownNumber?.listeningSeconds).toBe(1 + 3 + 2 + 1);
  });

  test('does not exist in a flow that opens no ticket', () => {
    const flow = readFlow({ 'initial-state': 'bye', states: { bye: { type: 'end', say: 'bye' } } });
    const [nothing] = measureFlow(flow, scriptOf(english));
    expect(nothing?.critical).toEqual({ knownNumber: null, unknownNumber: null });
    expect(nothing?.longest).toMatchObject({ keys: 0, listeningSeconds: 1, states: ['bye'] });
  });
});

describe('the longest path', () => {
  test('comes to no state twice, and its end cannot be interrupted', () => {
    const [measures] = measureFlow(short, scriptOf(english));
    expect(measures?.longest).toEqual({
      answers: 3,
      keys: 9,
      listeningSeconds: 6,
      interruptingSeconds: 1,
      states: ['language', 'pin', 'severity', 'detour', 'bye'],
      certain: true,
    });
  });
});

describe('speech', () => {
  test('takes longer for digits and between sentences', () => {
    expect(speechSeconds('')).toBe(0);
    expect(speechSeconds(oneSecond)).toBe(1);
    expect(speechSeconds('4 7 1 1')).toBeCloseTo(3 / 14 - 1 / 14 + 4 * 0.4, 0);
    expect(speechSeconds(`${'x'.repeat(13)}.`)).toBeCloseTo(1.4);
  });

  test('of a recorded file is a guess', () => {
    const recorded = readPrompts('en', '1', { bye: [{ audio: 'bye.mp3' }, oneSecond] });
    const flow = readFlow({ 'initial-state': 'bye', states: { bye: { type: 'end', say: 'bye' } } });
    expect(measureFlow(flow, scriptOf(recorded))[0]?.longest.listeningSeconds).toBe(5);
  });
});

test('the shipped flow opens a critical ticket with ten keys for a number that is known', () => {
  const script = loadScript(SHIPPED_FLOWS, FLOW_RULES);
  const flow = script.flows.get('caller');
  if (!flow) throw new Error('there is no caller flow');
  for (const { critical, longest } of measureFlow(flow, script)) {
    expect(critical.knownNumber).toMatchObject({
      keys: 10,
      interruptingSeconds: 0,
      states: ['pin', 'menu', 'severity', 'severity-confirm'],
    });
    expect(critical.knownNumber?.listeningSeconds).toBeLessThan(45);
    expect(longest.certain).toBe(true);
  }
});
